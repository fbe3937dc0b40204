/**
 * The log of quotes, whoever brings them; no web type in here. The rooms that wait for quotes copy QuoteLog, Quote
 * and Backlog. How quotes travel is in {@code feed.jms}, {@code amqp},
 * {@code redis} and {@code http}, of which the setting {@code events.source} chooses one.
 */
package org.asyncshowcase.feed;
