/**
 * Turns every failure into an answer.
 *
 * <ul>
 * <li>Copy: BodyTooLargeException, InvalidValueException, NotFoundException, UnavailableException, Problem, Json, JsonConverter,
 *     context.RequestLocaleResolver, web/answers.xml, errors.retry-after
 * <li>Leave: ErrorPageController, where web.xml has no error-page
 * </ul>
 */
package org.asyncshowcase.web;
