/**
 * Whom the two clients, of {@code reactive} and {@code blocking}, ask.
 *
 * <ul>
 * <li>Copy: Delay, InvalidValueException, UnavailableException, OwnUrl, appServlet/partners.xml, partners.url, partners.timeout
 * </ul>
 */
package org.asyncshowcase.partners;
