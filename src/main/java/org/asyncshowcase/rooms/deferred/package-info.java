/**
 * DeferredResult: parked until the next quote answers it; and the long poll by cursor.
 *
 * <ul>
 * <li>When: an event answers, for everybody
 * <li>Read: LongPollController, Waiters, DeferredController
 * <li>Copy: rooms.example.Answer, rooms.example.AnswerText, rooms.example.Delay, rooms.example.InvalidValueException,
 *     feed.Quote, feed.QuoteLog, feed.Backlog, rooms/deferred.xml, deferred.timeout
 * <li>Leave: DeferredController, unless one event is enough for you
 * <li>Bare: no bound on how many are parked; not answered at a stop; a vanished client is noticed at the next
 *     quote or the time-out
 * <li>Traps: 10, 15, 16, 28, 34
 * </ul>
 */
package org.asyncshowcase.rooms.deferred;
