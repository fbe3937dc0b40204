/**
 * A slow query: an executor as large as the connection pool, and a transaction on the thread that works.
 *
 * <ul>
 * <li>When: the slow work is a query
 * <li>Read: SlowQuery, DatabaseController, DatabaseUnavailableException, WatchedController, WatchedQuery, TransactionSides,
 *     DatabaseFigures, KeepOnTimeout, OwnDrivers, SlowRow
 * <li>Copy: DatabaseController, SlowQuery, DatabaseUnavailableException, WatchedController, WatchedQuery, TransactionSides,
 *     DatabaseFigures, KeepOnTimeout, OwnDrivers, SlowRow, rooms.example.Answer, rooms.example.AnswerText,
 *     rooms.example.Delay, rooms.example.InvalidValueException, rooms/database.xml, database.driver, database.url,
 *     database.user, database.password, database.connections, database.wait, database.timeout, database.query,
 *     database.heartbeat, spring-jdbc, HikariCP, h2
 * <li>Guard: guard, database.queue
 * <li>Leave: SlowRow, database.query and h2, which stand for your database; TransactionSides and the handlers crowded and
 *     lost, which show mistakes
 * <li>Bare: bounded by its executor, and 500 where it is full; at a stop no answer; its 503 has no Retry-After; trap 32: a
 *     query that outlasts its request is interrupted, which breaks a database of H2 in a file; shown by WithoutTheGuardIT
 * <li>Traps: 4, 5, 11, 21, 32, 42, 52, 54
 * </ul>
 */
package org.asyncshowcase.rooms.database;
