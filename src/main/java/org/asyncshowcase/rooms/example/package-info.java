/**
 * What the examples pretend: the answer, how long the work takes, and the work itself. Yours replaces it; a list
 * names the classes that its room needs until then.
 */
package org.asyncshowcase.rooms.example;
