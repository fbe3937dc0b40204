/**
 * Where quotes come from, over HTTP and by the clock.
 *
 * <ul>
 * <li>Copy: UnavailableException, events, root/quotes.xml, appServlet/quotes.xml, events.ticker.period
 * </ul>
 */
package org.asyncshowcase.quotes;
