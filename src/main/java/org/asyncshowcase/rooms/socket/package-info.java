/**
 * STOMP over WebSocket, and over SockJS's HTTP transports, which are Servlet async: quotes to all, orders to one user.
 *
 * <ul>
 * <li>When: both sides send, at any time, over one connection
 * <li>Read: QuoteMessages, SocketSessions, SocketGate, SlowClients, SubscribeReceipts, SocketUpgrade, SocketUserFilter
 * <li>Copy: SocketSessions, SocketGate, SlowClients, SocketUpgrade, SubscribeReceipts, SocketUserFilter,
 *     web/filters/socket.xml, rooms/socket.xml, socket.sessions, socket.connect-timeout, socket.heartbeat, socket.behind,
 *     errors.retry-after, spring-websocket, spring-messaging
 * <li>Filters: socketUser
 * <li>Guard: guard
 * <li>Leave: QuoteMessages: your events have a source; SocketUserFilter, where your requests have a user
 * <li>Bare: clients that do not read hold all writers' threads; SockJS's requests are cut at a stop
 * <li>Traps: 6, 7
 * </ul>
 */
package org.asyncshowcase.rooms.socket;
