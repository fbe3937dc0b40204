/**
 * The "before": each answer is computed on the container's thread.
 *
 * <ul>
 * <li>When: the answer is there at once; else it is what to replace
 * <li>Read: BlockingController, ClientController
 * <li>Copy: Answer, AnswerText, Delay, SlowWork, Requester, partners, rooms/work.xml, rooms/blocking.xml,
 *     export.file, partners.timeout
 * <li>Leave: Requester: it tells no more than a thread's name here
 * <li>Traps: 25
 * </ul>
 */
package org.asyncshowcase.rooms.blocking;
