/**
 * The log of quotes, whoever brings them; no web type in here. The rooms that wait for quotes copy QuoteLog, Quote
 * and Backlog. How quotes travel in this house is in {@code feed.jms}.
 */
package org.asyncshowcase.feed;
