/**
 * Whom the two clients, of {@code reactive} and {@code blocking}, ask.
 *
 * <ul>
 * <li>Copy: Delay, InvalidValueException, UnavailableException, rooms/partners.xml, partners.url, partners.timeout
 * </ul>
 */
package org.asyncshowcase.rooms.example.partners;
