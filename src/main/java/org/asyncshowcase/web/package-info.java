/**
 * What any application has, in its own way: failures as answers, JSON, headers, limits of bodies, settings. No room
 * asks for it.
 */
package org.asyncshowcase.web;
