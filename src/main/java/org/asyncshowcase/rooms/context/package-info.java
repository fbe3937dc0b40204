/**
 * What must travel with the work: request id, locale and time zone, on whichever thread works for the request.
 *
 * <ul>
 * <li>When: your log, your texts or your dates depend on the request
 * <li>Read: CallerContext, LocaleAccessor, ContextRequest, RequestIdFilter, RequestLocaleResolver, ReactorContext,
 *     ContextController, BothSides, Seen
 * <li>Copy: AsyncStartRequest, Interceptor, Delay, Requester, InvalidValueException, events, held, web/filters/context.xml,
 *     rooms/context.xml, web/answers.xml, deferred.timeout, errors.retry-after, executors.drain,
 *     reactor-core, context-propagation
 * <li>Filters: requestIdFilter
 * <li>Leave: ContextController, BothSides, Seen and the executor lost: they show it
 * <li>Traps: 17, 18, 20, 22
 * </ul>
 */
package org.asyncshowcase.rooms.context;
