/**
 * Turns every failure into an answer.
 *
 * <ul>
 * <li>Copy: web/answers.xml, web/pages.xml, errors.retry-after
 * <li>Leave: ErrorPageController, where web.xml has no error-page
 * </ul>
 */
package org.asyncshowcase.web;
