/**
 * The doctor: what stands between an application and async, by its web.xml, Spring XML, server.xml or context.xml,
 * or WAR. What it says is in doctor.properties and
 * its translations.
 *
 * <ul>
 * <li>When: before you begin, and in each build after that
 * <li>Read: Doctor, Texts, Finding, Findings, Gathered, WebXml, Filters, SpringXml, Limits, ServerXml, Library, Page, Xml,
 *     War, Budget, ClassFile, MethodReader, Method, Calls, Classes, UnreadableFileException, DoctorController
 * <li>Copy: rooms.example.InvalidValueException, web.BodyTooLargeException, house/doctor.xml, async.timeout,
 *     executors.doctor.threads, executors.doctor.queue, upload.limit
 * <li>Leave: DoctorController and its page, if you want the command alone
 * <li>Traps: 1, 2, 3, 5, 6, 10, 11, 15, 16, 17, 18, 20, 21, 22, 23, 25, 31, 34, 40, 43
 * </ul>
 */
package org.asyncshowcase.house.doctor;
