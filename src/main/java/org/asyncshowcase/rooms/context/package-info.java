/**
 * What must travel with the work: request id, user, locale and time zone, on whichever thread works for the request.
 *
 * <ul>
 * <li>When: your log, your texts or your dates depend on the request
 * <li>Read: CallerContext, LocaleAccessor, UserAccessor, ContextRequest, RequestIdFilter, ReactorContext, ContextController,
 *     BothSides, Seen
 * <li>Copy: rooms.example.Delay, rooms.example.InvalidValueException, web/filters/context.xml, rooms/context.xml,
 *     deferred.timeout, reactor-core, context-propagation, spring-security-core
 * <li>Filters: requestIdFilter
 * <li>Guard: guard
 * <li>Leave: ContextController, BothSides, Seen and the executor lost: they show it; UserAccessor, without Spring Security
 * <li>Bare: as the rooms callable and deferred; what a JMS thread logs while it sets a result has no request id;
 *     shown by WithoutTheGuardIT
 * <li>Traps: 17, 18, 20, 22
 * </ul>
 */
package org.asyncshowcase.rooms.context;
