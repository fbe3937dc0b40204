/**
 * StreamingResponseBody: an answer larger than the heap, and a file.
 *
 * <ul>
 * <li>When: the answer is made while it is sent
 * <li>Read: ExportController
 * <li>Copy: InvalidValueException, held, rooms/export.xml, export.file, export.timeout, commons-csv
 * <li>Leave: the file, where your container or proxy can send it
 * <li>Traps: 9, 10, 36, 43
 * </ul>
 */
package org.asyncshowcase.rooms.export;
