package org.asyncshowcase.rooms.example;

import java.text.MessageFormat;
import java.util.stream.Stream;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** What the examples answer: in English for programs; a page looks {@code answer.said.NAME} up in its own language. */
public enum AnswerText {

    PARTNER("the partner answered after {0} ms"),
    DATABASE("the database answered after {0} ms"),
    NO_ANSWER("no answer within {0} ms"),
    QUOTE("{0} {1}"),
    NO_QUOTE("no quote within {0} ms");

    private final String english;

    AnswerText(String english) {
        this.english = english;
    }

    public MessageSourceResolvable with(Object... values) {
        // as text: a number would get separators
        Object[] texts = Stream.of(values).map(String::valueOf).toArray();
        return new DefaultMessageSourceResolvable(new String[] {"answer.said." + name()}, texts,
                MessageFormat.format(english, texts));
    }
}
