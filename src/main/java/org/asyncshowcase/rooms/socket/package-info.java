/**
 * STOMP over WebSocket, and over SockJS's HTTP transports, which are Servlet async: quotes to all, orders to one user.
 *
 * <ul>
 * <li>When: both sides send, at any time, over one connection
 * <li>Read: QuoteMessages, SocketSessions, SocketGate, SlowClients, SubscribeReceipts, SocketUpgrade, LostFrames,
 *     SockJsInput, BrokerRelay
 * <li>Copy: SocketSessions, SocketGate, SlowClients, SocketUpgrade, web/filters/socket.xml, rooms/socket.xml,
 *     socket.sessions, socket.connect-timeout, socket.heartbeat, socket.behind, errors.retry-after, spring-websocket,
 *     spring-messaging
 * <li>Guard: guard
 * <li>Leave: QuoteMessages and SubscribeReceipts, unless your clients resume; LostFrames and SockJsInput, unless bad
 *     input is to be answered; BrokerRelay, unless messages go through an external broker: that needs reactor-netty. Your
 *     requests have a user, whose class has an equals; here security's VisitorFilter gives one to a stranger
 * <li>Bare: as many clients that do not read as writers has threads delay all others, SockJS's for 20 s; requests of
 *     SockJS are not counted
 * <li>Traps: 6, 7
 * </ul>
 */
package org.asyncshowcase.rooms.socket;
