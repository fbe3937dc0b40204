/**
 * Server-sent events and the live log: many readers of one feed.
 *
 * <ul>
 * <li>When: every event, over one connection
 * <li>Read: QuoteStreamController, LiveStreams, LiveStream, DueWrites, Feed, QuoteFeed, QuoteFrames, LogController,
 *     LogLines, PlainText
 * <li>Copy: QuoteStreamController, LiveStreams, LiveStream, DueWrites, Feed, QuoteFeed, QuoteFrames,
 *     rooms.example.InvalidValueException, rooms.example.LastEventId, feed.Quote, feed.QuoteLog, feed.Backlog,
 *     rooms/stream.xml, events.log.capacity, stream.outbox, stream.heartbeat, stream.life
 * <li>Guard: guard
 * <li>Leave: LogController, LogLines and PlainText, unless you want your log followed
 * <li>Bare: no bound on how many follow; cut at a stop; a client that left before the first bytes is noticed by
 *     nobody, one that leaves later at the next heartbeat; shown by WithoutTheGuardIT
 * <li>Traps: 6, 7, 8, 9, 11, 12, 13, 14, 26, 29, 36, 39
 * </ul>
 */
package org.asyncshowcase.rooms.stream;
