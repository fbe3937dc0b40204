package org.asyncshowcase.rooms.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * The message of what is logged, as {@code %plain} in a pattern: on one line, and each of its characters seen. A control
 * character, or one that turns the direction of what follows (U+202E), is written as its number.
 */
public final class PlainText extends ClassicConverter {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    @Override
    public String convert(ILoggingEvent event) {
        Matcher unseen = UNSEEN.matcher(event.getFormattedMessage());
        StringBuffer plain = new StringBuffer();
        while (unseen.find()) {
            unseen.appendReplacement(plain, String.format("\\\\u%04x", unseen.group().codePointAt(0)));
        }
        return unseen.appendTail(plain).toString();
    }
}
