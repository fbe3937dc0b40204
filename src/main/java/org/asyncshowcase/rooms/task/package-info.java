/**
 * WebAsyncTask: its own executor, time-out and fallback for each kind of work.
 *
 * <ul>
 * <li>When: kinds of work that must not slow each other
 * <li>Read: TaskController
 * <li>Copy: rooms.example.Answer, rooms.example.AnswerText, rooms.example.Delay, rooms.example.SlowWork,
 *     rooms.example.InvalidValueException, rooms/work.xml, rooms/task.xml, task.timeout
 * <li>Guard: guard
 * <li>Leave: the figures that TaskController counts
 * <li>Bare: bounded by its executors alone, and 500 where one is full; at a stop no answer; a vanished client is
 *     noticed at the answer or the time-out; trap 32: of 40 fallbacks some are lost, 503; shown by WithoutTheGuardIT
 * <li>Traps: 4, 5, 32, 42
 * </ul>
 */
package org.asyncshowcase.rooms.task;
