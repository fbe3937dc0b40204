/**
 * The "before": each answer is computed on the container's thread.
 *
 * <ul>
 * <li>When: the answer is there at once; else it is what to replace
 * <li>Read: BlockingController, ClientController
 * <li>Copy: rooms.example.Answer, rooms.example.AnswerText, rooms.example.Delay, rooms.example.SlowWork,
 *     rooms.example.partners, rooms/work.xml, rooms/blocking.xml, export.file, partners.timeout
 * <li>Guard: guard
 * <li>Leave: ClientController, where nobody is asked
 * <li>Bare: bounded by the container's threads; a stop waits for the answer; a vanished client is noticed at the
 *     write
 * <li>Traps: 25
 * </ul>
 */
package org.asyncshowcase.rooms.blocking;
