/**
 * Every request whose thread has left: admitted, ended, silenced, and answered at a stop, in one place. Each room stands on it
 * and knows no more of it than {@link org.asyncshowcase.guard.HeldRequest}, which a handler method has as a parameter.
 *
 * <p>Read HeldRequest, HeldResponse, HeldRequests.
 *
 * <ul>
 * <li>Copy: AsyncStartRequest, Interceptor, WriteThroughResponse, Json, Requester, Problem, UnavailableException,
 *     guard/guard.xml, guard.heap, guard.capacity, guard.life, textbook.capacity, errors.retry-after, executors.timer.threads
 * <li>Filters: heldRequests
 * <li>Leave: UploadResolver, where nothing is uploaded
 * <li>Traps: 9, 10, 11, 15, 23, 28, 34, 35, 38, 40, 42
 * </ul>
 */
package org.asyncshowcase.guard;
