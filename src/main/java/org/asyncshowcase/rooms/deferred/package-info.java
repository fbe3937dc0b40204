/**
 * DeferredResult: parked until the next quote answers it; and the long poll by cursor.
 *
 * <ul>
 * <li>When: an event answers, for everybody
 * <li>Read: LongPollController, Waiters, DeferredController
 * <li>Copy: LongPollController, Waiters, feed.Quote, feed.QuoteLog, feed.Backlog,
 *     rooms/deferred.xml, deferred.timeout
 * <li>Guard: guard
 * <li>Leave: DeferredController, unless one event is enough for you
 * <li>Bare: parks however many come; at a stop no answer; a vanished client is noticed at the next quote or the
 *     time-out; shown by WithoutTheGuardIT
 * <li>Traps: 10, 15, 16, 28, 34
 * </ul>
 */
package org.asyncshowcase.rooms.deferred;
