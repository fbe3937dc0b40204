/**
 * Every request whose thread has left: admitted, ended, silenced, and answered at a stop, in one place. Each room stands on it
 * and knows no more of it than {@link org.asyncshowcase.held.HeldRequest}, which a handler method has as a parameter.
 *
 * <p>Read: HeldRequest, HeldResponse, HeldRequests. Copy with it: the filter heldRequests of web.xml, held.xml, the argument
 * resolver and the interceptor of mvc.xml, the settings {@code held.*} and {@code executors.timer.threads}; of the root
 * package AsyncStartRequest, Interceptor, WriteThroughResponse, Json, Requester, Problem, UnavailableException. Where there
 * are uploads: UploadResolver, bodies.xml, BodyTooLargeException. Traps: 9, 10, 11, 15, 23, 28, 34, 35, 38, 40, 42.
 */
package org.asyncshowcase.held;
