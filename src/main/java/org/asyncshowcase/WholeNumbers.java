package org.asyncshowcase;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;

import org.springframework.util.NumberUtils;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Every parameter, and every part of a path, becomes a number by the digits 0 to 9 alone: Spring's own editors, which it asks
 * again where a {@code Converter} refuses, take 0x3, "1 0" and the digits of any script too.
 */
@ControllerAdvice
class WholeNumbers {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    @InitBinder
    void readByTheirDigits(WebDataBinder binder) {
        binder.registerCustomEditor(int.class, new Editor(Integer.class));
        binder.registerCustomEditor(Integer.class, new Editor(Integer.class));
        binder.registerCustomEditor(long.class, new Editor(Long.class));
        binder.registerCustomEditor(Long.class, new Editor(Long.class));
    }

    private static final class Editor extends PropertyEditorSupport {

        private final Class<? extends Number> type;

        Editor(Class<? extends Number> type) {
            this.type = type;
        }

        @Override
        public void setAsText(String text) {
            if (!DIGITS.matcher(text).matches()) {
                throw new NumberFormatException("not a whole number");
            }
            setValue(NumberUtils.parseNumber(text, type));
        }
    }
}
