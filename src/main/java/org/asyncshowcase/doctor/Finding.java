package org.asyncshowcase.doctor;

import java.util.ArrayList;
import java.util.List;

/** What stands between an application and async: where, how grave, why, the line to write instead, and where to read about it. */
public final class Finding {

    private static final int MAX_TEXT = 600;
    private static final int MAX_PLACES = 10;

    private final String file;
    private final String severity;
    private final String message;
    private final String fix;
    private final String link;
    private final List<String> places = new ArrayList<>();
    private int more;

    Finding(String file, String severity, String message, String fix, String link) {
        this.file = file;
        this.severity = severity;
        this.message = plain(message);
        this.fix = plain(fix);
        this.link = link;
    }

    /** Names come from a stranger's file, and are printed to terminals, too. */
    private static String plain(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT) + "…";
    }

    /** The same was found here, too. */
    void at(String file, String place) {
        if (places.size() < MAX_PLACES) {
            places.add(plain(file.equals(this.file) ? place : place.isEmpty() ? file : file + ", " + place));
        } else {
            more++;
        }
    }

    public String getFile() {
        return plain(file);
    }

    /** All places where the same was found; those in other files with their file. */
    public String getPlace() {
        return String.join("; ", places) + (more == 0 ? "" : "; and " + more + " more");
    }

    /** {@code error}: async does not work, or breaks; {@code warning}: a thread is held, or nothing is bounded; {@code hint}. */
    public String getSeverity() {
        return severity;
    }

    public String getMessage() {
        return message;
    }

    public String getFix() {
        return fix;
    }

    public String getLink() {
        return link;
    }

    @Override
    public String toString() {
        return getFile() + ": " + getPlace() + ": " + severity + ": " + message + "\n    write: " + fix + "\n    read:  " + link;
    }
}
