/**
 * What must travel with the work: request id, locale and time zone, on whichever thread works for the request.
 *
 * <ul>
 * <li>When: your log, your texts or your dates depend on the request
 * <li>Read: CallerContext, LocaleAccessor, ContextRequest, RequestIdFilter, RequestLocaleResolver, ReactorContext,
 *     ContextController, BothSides, Seen
 * <li>Copy: AsyncStartRequest, Interceptor, Delay, Requester, InvalidValueException, events, held, context.xml, answers.xml,
 *     executors.xml, deferred.timeout, context-propagation
 * <li>Leave: ContextController, BothSides, Seen and the executor lost: they show it
 * <li>Traps: 17, 18, 20, 22
 * </ul>
 */
package org.asyncshowcase.context;
