/**
 * The reference manual's own forms, as short as there, and what breaks each of them.
 *
 * <ul>
 * <li>When: to read, with the manual at hand; then go to the room that the page links
 * <li>Read: PlainServlet, CallableForms, DispatcherForms, RestForms, TwoRequests, DeferredForms, TimeoutForms,
 *     TimeoutForAll, TimeoutRegistrar, EmitterForms, Tick, EmitterCallbacks, SendForms, StatusForms, ReactiveForms, RxForms,
 *     MonoForms; Broadcast, BroadcastController, StalledReaders, QuoteBreaks, DeferredBreaks, ExecutorBreaks,
 *     ThreadLocalBreaks, FilterBreaks, DispatchBreaks, VisitorSessions
 * <li>Leave: all of it: it is to read, and the room that its page links is to copy; breaks.xml and what it makes,
 *     from Broadcast on, first
 * <li>Traps: 1, 2, 3, 5, 12, 15, 16, 17, 20, 32, 39
 * </ul>
 */
package org.asyncshowcase.rooms.textbook;
