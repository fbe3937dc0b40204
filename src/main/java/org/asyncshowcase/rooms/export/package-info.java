/**
 * StreamingResponseBody: an answer larger than the heap, and a file.
 *
 * <ul>
 * <li>When: the answer is made while it is sent
 * <li>Read: ExportController
 * <li>Copy: rooms.example.InvalidValueException, rooms/export.xml, export.file, export.timeout, commons-csv
 * <li>Guard: guard
 * <li>Leave: the file, where your container or proxy can send it
 * <li>Bare: @export
 * <li>Traps: 9, 10, 36, 43
 * </ul>
 */
package org.asyncshowcase.rooms.export;
