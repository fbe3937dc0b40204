/**
 * DeferredResult: parked until its own reply arrives over a JMS queue.
 *
 * <ul>
 * <li>When: another system answers, over a queue or by a call-back
 * <li>Read: OrdersController, OrderGateway, OrderBook, Order, NewOrder
 * <li>Copy: Delay, InvalidValueException, NotFoundException, UnavailableException, events, held, feed/orders.xml,
 *     rooms/orders.xml, orders.timeout, orders.capacity
 * <li>Leave: OrderBook, where a database keeps your orders
 * <li>Traps: 15, 16, 33
 * </ul>
 */
package org.asyncshowcase.rooms.orders;
