/**
 * Callable: MVC's own executor does the work, and the container's thread goes back to its pool; and a file upload.
 *
 * <ul>
 * <li>When: slow work, all of one kind; a file to be read
 * <li>Read: CallableController, UploadController, Upload
 * <li>Copy: Answer, AnswerText, Delay, SlowWork, Requester, InvalidValueException, BodyLimitFilter,
 *     BodyTooLargeException, held.UploadResolver, rooms/work.xml, rooms/callable.xml, web/filters/bodies.xml,
 *     async.timeout, body.limit, upload.limit, upload.parts, commons-fileupload
 * <li>Filters: bodyLimit
 * <li>Leave: the handlers error, timeout, rejected; where nothing is uploaded UploadController, Upload, and all from
 *     BodyLimitFilter on that bodies.xml names
 * <li>Traps: 3, 4, 5, 23, 24, 32, 40, 42
 * </ul>
 */
package org.asyncshowcase.rooms.callable;
