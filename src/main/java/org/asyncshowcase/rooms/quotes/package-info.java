/**
 * Where the quotes of this house come from, over HTTP and by the clock: it publishes them by the source that the setting
 * events.source names. Not to be copied: your events have a source.
 */
package org.asyncshowcase.rooms.quotes;
