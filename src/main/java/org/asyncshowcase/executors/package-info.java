/**
 * The bounded, named pool, and the one that writes to clients.
 *
 * <ul>
 * <li>Copy: held, root/executors.xml, executors.mvc.threads, executors.mvc.queue, executors.partner.threads,
 *     executors.partner.queue, executors.reports.threads, executors.reports.queue, executors.tiny.threads,
 *     executors.tiny.queue, executors.exports.threads, executors.writers.threads, executors.drain
 * <li>Leave: the beans that no room of yours asks for; bounded, mvc and writers stay
 * </ul>
 */
package org.asyncshowcase.executors;
