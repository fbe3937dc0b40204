/**
 * DeferredResult: parked until its own reply arrives over a JMS queue.
 *
 * <ul>
 * <li>When: another system answers, over a queue or by a call-back
 * <li>Read: OrdersController, OrderGateway, OrderBook, Order, NewOrder, OrderRequest, OrderSender, OrderReply,
 *     OrderReplyListener, OrderDesk, OrderMessages
 * <li>Copy: rooms.example.Delay, rooms.example.InvalidValueException, rooms/orders.xml, feed/orders.xml,
 *     orders.timeout, orders.capacity, spring-jms, javax.jms-api, activemq-broker
 * <li>Guard: guard
 * <li>Leave: OrderBook, where a database keeps your orders; OrderDesk: it is the partner;
 *     OrderMessages, without the pattern socket
 * <li>Bare: bounded by the pending orders of the book; at a stop no answer, but each order has its page; a vanished
 *     client is noticed at the reply or the time-out; shown by WithoutTheGuardIT
 * <li>Traps: 15, 16, 33
 * </ul>
 */
package org.asyncshowcase.rooms.orders;
