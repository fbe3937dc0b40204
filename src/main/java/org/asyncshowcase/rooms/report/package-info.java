/**
 * ResponseBodyEmitter: progress, line by line.
 *
 * <ul>
 * <li>When: the client wants to see how far a long piece of work is
 * <li>Read: ReportController, Report, Progress
 * <li>Copy: rooms.example.Delay, rooms.example.InvalidValueException, rooms/report.xml
 * <li>Guard: guard
 * <li>Leave: the parameters steps, delay and failAt
 * <li>Bare: @report
 * <li>Traps: 6, 7, 9, 12, 14, 42
 * </ul>
 */
package org.asyncshowcase.rooms.report;
