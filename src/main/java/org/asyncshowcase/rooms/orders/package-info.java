/**
 * DeferredResult: parked until its own reply, over a JMS queue, is stored. What is accepted is in the database: an outbox.
 *
 * <ul>
 * <li>When: another system answers, over a queue or by a call-back, and no accepted order may be lost
 * <li>Read: OrdersController, OrderGateway, OrderStore, Order, OrderDesk, OrderMessages
 * <li>Copy: OrdersController, OrderGateway, OrderStore, Order, rooms.example.Delay, rooms.example.InvalidValueException,
 *     rooms/orders.xml, feed/orders.xml, orders.timeout, orders.capacity, spring-jms, javax.jms-api, activemq-broker,
 *     spring-jdbc, h2
 * <li>Guard: guard
 * <li>Leave: OrderDesk, which is the partner, and the delay, which is its; h2, which stands for your database;
 *     OrderMessages, without the pattern socket
 * <li>Bare: bounded by the orders that may be pending; at a stop no answer, but each order has its page; a vanished client
 *     is noticed at the reply or the time-out; shown by WithoutTheGuardIT
 * <li>Traps: 15, 16, 33
 * </ul>
 */
package org.asyncshowcase.rooms.orders;
