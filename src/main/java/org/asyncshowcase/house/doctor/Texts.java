package org.asyncshowcase.house.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** What the doctor says, in English or in a language of the pages: doctor.properties, and its translations. */
final class Texts {

    private final Properties english = read("/doctor.properties");
    private final Properties translated;

    /** @param language English where there is no translation */
    Texts(Locale language) {
        this.translated = read("/doctor_" + language.getLanguage() + ".properties");
    }

    private static Properties read(String resource) {
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(resource)) {
            if (in != null) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return texts;
    }

    String severity(String key) {
        return english.getProperty(key).split(" ", 3)[0];
    }

    /** The number of the trap. */
    String trap(String key) {
        return english.getProperty(key).split(" ", 3)[1];
    }

    String message(String key, String... names) {
        String message = translated.containsKey(key) ? part(translated, key, 0) : part(english, key, 0).split(" ", 3)[2];
        return filled(message, names);
    }

    /** What to write, as it can be copied; the same in each language. */
    String code(String key, String... names) {
        return filled(part(english, key, 1), names);
    }

    /** More about what to write; empty where the code says it all. */
    String words(String key, String... names) {
        return filled(translated.containsKey(key) ? part(translated, key, 1) : part(english, key, 2), names);
    }

    boolean hasMany(String key) {
        return english.containsKey(key + ".many");
    }

    /** What is said of several alike: a message, and more about what to write. */
    String many(String key, int part, String... names) {
        return filled(part(translated.containsKey(key + ".many") ? translated : english, key + ".many", part), names);
    }

    /** A place as English has it, in this language. */
    String place(String place) {
        return place.replaceAll("\\bline (\\d+)", text("place.line")).replaceAll("called by ([^;]+)", text("place.by"))
                .replaceAll("^name$", text("place.name"));
    }

    String more(int count) {
        return filled(text("place.more"), Integer.toString(count));
    }

    private String text(String key) {
        return translated.getProperty(key, english.getProperty(key));
    }

    private static String part(Properties texts, String key, int part) {
        String[] parts = texts.getProperty(key).split(" \\|(?= |$)");
        return part < parts.length ? parts[part].trim() : "";
    }

    private static String filled(String text, String... names) {
        String filled = text;
        for (int i = 0; i < names.length; i++) {
            filled = filled.replace("{" + i + "}", names[i]);
        }
        return filled;
    }
}
