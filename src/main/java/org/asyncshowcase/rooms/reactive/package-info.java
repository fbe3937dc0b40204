/**
 * Mono, Flux, RxJava's types and futures as return values; back pressure; and WebClient.
 *
 * <ul>
 * <li>When: a library gives you such a type
 * <li>Read: ReactiveController, OtherTypesController, QuoteFluxController, QuoteFlux, LinesController, Row, Readers,
 *     Reader, ClientController, ClientConnections, LibraryThreads, LateFailures
 * <li>Copy: rooms.example.Answer, rooms.example.AnswerText, rooms.example.Delay, rooms.example.SlowWork,
 *     rooms.example.InvalidValueException, rooms.example.LastEventId, rooms.example.partners, feed.Quote,
 *     feed.QuoteLog, feed.Backlog, rooms/work.xml, rooms/reactive.xml, reactive.timeout, reactive.heartbeat,
 *     reactive.life, partners.timeout, partners.connections, executors.client.threads, spring-webflux, reactor-core,
 *     reactor-netty, rxjava
 * <li>Guard: guard
 * <li>Leave: the types that you do not have; Reader's figures
 * <li>Bare: no bound on how many are parked or read, and 500 where an executor is full; at a stop no answer; a
 *     vanished client is noticed at the next item; shown by WithoutTheGuardIT
 * <li>Traps: 3, 7, 12, 14, 26, 38
 * </ul>
 */
package org.asyncshowcase.rooms.reactive;
