package org.asyncshowcase.house.doctor;

/** What stands between an application and async: where, how grave, why, the line to write instead, and where the guide tells more. */
public final class Finding {

    private static final int MAX_TEXT = 600;

    private final String file;
    private final String place;
    private final String severity;
    private final String message;
    private final String fix;
    private final String link;

    Finding(String file, String place, String severity, String message, String fix, String link) {
        this.file = plain(file);
        this.place = plain(place);
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

    public String getFile() {
        return file;
    }

    public String getPlace() {
        return place;
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
        return file + ": " + place + ": " + severity + ": " + message + "\n    write: " + fix + "\n    read:  " + link;
    }
}
