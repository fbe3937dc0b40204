/**
 * WebAsyncTask: its own executor, time-out and fallback for each kind of work.
 *
 * <ul>
 * <li>When: kinds of work that must not slow each other
 * <li>Read: TaskController, NamedExecutors, TaskOutcomes
 * <li>Copy: rooms.example.Answer, rooms.example.AnswerText, rooms.example.Delay, rooms.example.SlowWork,
 *     rooms.example.InvalidValueException, rooms/work.xml, rooms/task.xml, task.timeout
 * <li>Guard: guard
 * <li>Leave: NamedExecutors: name your executor in the handler; TaskOutcomes
 * <li>Bare: @task
 * <li>Traps: 4, 5, 32, 42
 * </ul>
 */
package org.asyncshowcase.rooms.task;
