/**
 * What any application has, in its own way: failures as answers, JSON, headers, limits of bodies, settings. No room
 * asks for it.
 *
 * <p>Each answer of 5xx is one line in the log, with the id of its request: a 500 is ERROR, any other, such as the 503 of a
 * refusal or a time-out, INFO without a trace. docs/limits.md says where Tomcat logs a failure too.
 */
package org.asyncshowcase.web;
