/**
 * Callable: MVC's own executor does the work, and the container's thread goes back to its pool; and a file upload.
 *
 * <ul>
 * <li>When: slow work, all of one kind; a file to be read
 * <li>Read: CallableController, UploadController, Upload
 * <li>Copy: Answer, Delay, SlowWork, Requester, InvalidValueException, rooms.xml, mvc.xml, bodies.xml, executors.xml,
 *     async.timeout
 * <li>Leave: the handlers error, timeout, rejected, and the bean full
 * <li>Traps: 3, 4, 5, 23, 24, 32, 40, 42
 * </ul>
 */
package org.asyncshowcase.callable;
