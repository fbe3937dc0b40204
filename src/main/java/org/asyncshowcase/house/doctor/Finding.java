package org.asyncshowcase.house.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What stands between an application and async: where, how grave, why, the line to write instead, and where to read about
 * it.
 */
@JsonPropertyOrder({"file", "place", "severity", "message", "fix", "link"})
public final class Finding {

    /** The guide; its anchors are the numbers of the traps. */
    private static final String GUIDE = "docs/migration.md#trap-";
    private static final int MAX_TEXT = 600;
    private static final int MAX_PLACES = 10;

    final String key;
    private final Texts texts;
    private final String file;
    private final String[] names;
    private final List<String> shown = new ArrayList<>();
    private int places;

    /**
     * @param key of a text in doctor.properties
     * @param names what the text has a place for
     */
    Finding(Texts texts, String file, String key, String... names) {
        this.texts = texts;
        this.file = file;
        this.key = key;
        this.names = Stream.of(names).map(Finding::plain).toArray(String[]::new);
    }

    /** Names come from a stranger's file, and are printed to terminals, too. */
    static String plain(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT) + "…";
    }

    /** The same was found here, too. */
    void at(String file, String where) {
        if (places++ < MAX_PLACES) {
            String place = texts.place(plain(where));
            shown.add(file.equals(this.file) ? place : plain(file) + (place.isEmpty() ? "" : ", " + place));
        }
    }

    /** What it is about: a filter, a servlet, an executor; empty where that is its place. */
    String name() {
        return names.length == 0 ? "" : names[0];
    }

    String code() {
        return plain(texts.code(key, names));
    }

    String words() {
        return plain(texts.words(key, names));
    }

    public String getFile() {
        return plain(file);
    }

    /** All places where the same was found; those in other files with their file. */
    public String getPlace() {
        return String.join("; ", shown) + (places > MAX_PLACES ? "; " + texts.more(places - MAX_PLACES) : "");
    }

    /**
     * {@code error}: async does not work, or breaks; {@code warning}: a thread is held, or nothing is bounded; {@code hint}.
     */
    public String getSeverity() {
        return texts.severity(key);
    }

    public String getMessage() {
        return plain(texts.message(key, names));
    }

    public String getFix() {
        return (code() + " " + words()).trim();
    }

    public String getLink() {
        return GUIDE + texts.trap(key);
    }

    @Override
    public String toString() {
        return getFile() + ": " + getPlace() + ": " + getSeverity() + ": " + getMessage() + "\n    write: " + getFix()
                + "\n    read:  " + getLink();
    }
}
