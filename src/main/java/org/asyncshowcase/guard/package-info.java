/**
 * Every request whose thread has left: admitted, ended, silenced, and answered at a stop. It hangs on from outside,
 * by its XML and one filter of web.xml; no room knows of it.
 *
 * <ul>
 * <li>Copy: guard/guard.xml, guard/executors.xml, guard.heap, guard.capacity, guard.path-capacities, guard.life,
 *     errors.retry-after, executors.drain, executors.timer.threads, executors.mvc.threads,
 *     executors.partner.threads, executors.reports.threads, executors.tiny.threads, executors.exports.threads,
 *     executors.writers.threads, executors.mvc.queue, executors.partner.queue, executors.reports.queue,
 *     executors.tiny.queue
 * <li>Filters: guard
 * <li>Leave: the task decorator of executors.xml, unless you copy the room context; the executors that you do not
 *     need
 * <li>Traps: 9, 10, 11, 15, 23, 28, 32, 34, 35, 38, 40, 42
 * </ul>
 */
package org.asyncshowcase.guard;
