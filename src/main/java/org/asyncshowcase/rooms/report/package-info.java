/**
 * ResponseBodyEmitter: progress, line by line.
 *
 * <ul>
 * <li>When: the client wants to see how far a long piece of work is
 * <li>Read: ReportController, Report, Progress
 * <li>Copy: rooms.example.Delay, rooms.example.InvalidValueException, rooms/report.xml
 * <li>Guard: guard
 * <li>Leave: the parameters steps, delay and failAt
 * <li>Bare: no bound on how many are written; cut at a stop; a client that left before the first bytes is noticed by
 *     nobody, one that leaves later at the next line; shown by WithoutTheGuardIT
 * <li>Traps: 6, 7, 9, 12, 14, 42
 * </ul>
 */
package org.asyncshowcase.rooms.report;
