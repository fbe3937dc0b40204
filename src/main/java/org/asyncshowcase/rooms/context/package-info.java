/**
 * What must travel with the work: request id, locale and time zone, on whichever thread works for the request.
 *
 * <ul>
 * <li>When: your log, your texts or your dates depend on the request
 * <li>Read: CallerContext, LocaleAccessor, ContextRequest, RequestIdFilter, ReactorContext, ContextController,
 *     BothSides, Seen
 * <li>Copy: rooms.example.Delay, rooms.example.InvalidValueException, web/filters/context.xml, rooms/context.xml,
 *     deferred.timeout, executors.drain, reactor-core, context-propagation
 * <li>Filters: requestIdFilter
 * <li>Leave: ContextController, BothSides, Seen and the executor lost: they show it
 * <li>Bare: bounded by the executors alone; not answered at a stop; a vanished client is noticed as in the room
 *     of its pattern; what the JMS thread logs while it sets a result has no request id
 * <li>Traps: 17, 18, 20, 22
 * </ul>
 */
package org.asyncshowcase.rooms.context;
