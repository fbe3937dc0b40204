/**
 * Strangers: looking is free, each POST needs a token or a password, an order is seen by whoever has placed it.
 * docs/security.md has the table of who may see what.
 *
 * <ul>
 * <li>A page has a token: Spring's CookieCsrfTokenRepository, without a session. A script sends a user and a password, and
 *     no cookie. SockJS's own POSTs have neither: Spring compares their Origin, and the name of their session is a secret
 * <li>Logging in by the form makes a session. Basic makes none; a visitor has a cookie instead, where it owns something
 * <li>The pattern context carries the user to other threads: its UserAccessor
 * </ul>
 */
package org.asyncshowcase.security;
