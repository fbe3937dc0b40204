/**
 * Callable: MVC's own executor does the work, and the container's thread goes back to its pool; and a file upload.
 *
 * <ul>
 * <li>When: slow work, all of one kind; a file to be read
 * <li>Read: CallableController, UploadController, Upload
 * <li>Copy: CallableController, rooms.example.Answer, rooms.example.AnswerText, rooms.example.Delay,
 *     rooms.example.SlowWork, rooms.example.InvalidValueException, rooms/work.xml, rooms/callable.xml, async.timeout
 * <li>Guard: guard
 * <li>Leave: the handlers error, timeout, rejected; UploadController and Upload, where nothing is uploaded
 * <li>Bare: bounded by the executor alone, and 500 where it is full; at a stop no answer; a vanished client is
 *     noticed at the answer or the time-out; trap 32: work that is late is interrupted, and answers 503 itself, or 500;
 *     shown by WithoutTheGuardIT
 * <li>Traps: 3, 4, 5, 23, 24, 32, 40, 42
 * </ul>
 */
package org.asyncshowcase.rooms.callable;
