/**
 * StreamingResponseBody: an answer larger than the heap, and a file.
 *
 * <ul>
 * <li>When: the answer is made while it is sent
 * <li>Read: ExportController
 * <li>Copy: rooms.example.InvalidValueException, rooms/export.xml, export.file, export.timeout, jackson-dataformat-csv
 * <li>Guard: guard
 * <li>Leave: the file, where your proxy can send it
 * <li>Bare: bounded by its executor, and 500 where it is full; cut at a stop; a vanished client is noticed at the
 *     next write, and one that does not read holds a thread; shown by WithoutTheGuardIT
 * <li>Traps: 9, 10, 36, 43
 * </ul>
 */
package org.asyncshowcase.rooms.export;
