/**
 * DeferredResult: parked until the next quote answers it; and the long poll by cursor.
 *
 * <ul>
 * <li>When: an event answers, for everybody
 * <li>Read: LongPollController, Waiters, DeferredController
 * <li>Copy: Answer, AnswerText, Delay, Requester, events, held, rooms/deferred.xml, deferred.timeout
 * <li>Leave: DeferredController, unless one event is enough for you
 * <li>Traps: 10, 15, 16, 28, 34
 * </ul>
 */
package org.asyncshowcase.rooms.deferred;
