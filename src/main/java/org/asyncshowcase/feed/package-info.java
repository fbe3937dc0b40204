/**
 * The log of quotes, orders and their replies; no web type in here. How they travel is in {@code jms}.
 *
 * <ul>
 * <li>Copy: rooms.quotes, feed/broker.xml, feed/jms.xml, feed/log.xml, events.broker-url, events.log.capacity,
 *     spring-jms, javax.jms-api, activemq-broker
 * </ul>
 */
package org.asyncshowcase.feed;
