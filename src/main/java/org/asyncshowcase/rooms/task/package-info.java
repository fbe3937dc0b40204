/**
 * WebAsyncTask: its own executor, time-out and fallback for each kind of work.
 *
 * <ul>
 * <li>When: kinds of work that must not slow each other
 * <li>Read: TaskController
 * <li>Copy: rooms.example.Answer, rooms.example.AnswerText, rooms.example.Delay, rooms.example.SlowWork,
 *     rooms.example.InvalidValueException, rooms/work.xml, rooms/task.xml, task.timeout
 * <li>Leave: the figures that TaskController counts
 * <li>Bare: bounded by its executors alone; not answered at a stop; a vanished client is noticed at the answer or the
 *     time-out; the fallback may lose to what the interrupted work throws (trap 32)
 * <li>Traps: 4, 5, 32, 42
 * </ul>
 */
package org.asyncshowcase.rooms.task;
