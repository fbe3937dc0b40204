/**
 * Where quotes come from, over HTTP and by the clock.
 *
 * <ul>
 * <li>Copy: rooms.example.InvalidValueException, feed, feed/ticker.xml, rooms/quotes.xml, events.ticker.period
 * </ul>
 */
package org.asyncshowcase.rooms.quotes;
