/**
 * What the examples pretend: the answer, how long the work takes, and the work itself. Replace it by your own; no room
 * asks more of it than these few lines.
 */
package org.asyncshowcase.rooms.example;
