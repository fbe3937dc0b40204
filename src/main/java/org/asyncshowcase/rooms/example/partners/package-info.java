/**
 * Whom the two clients, of {@code reactive} and {@code blocking}, ask.
 *
 * <ul>
 * <li>Copy: rooms.example.Delay, rooms.example.InvalidValueException, rooms.example.OwnUrl, rooms/partners.xml,
 *     partners.url, partners.timeout
 * </ul>
 */
package org.asyncshowcase.rooms.example.partners;
