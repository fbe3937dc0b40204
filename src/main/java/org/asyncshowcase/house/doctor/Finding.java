package org.asyncshowcase.house.doctor;

/**
 * What stands between an application and async: where, how grave, why, the line to write instead, and where to read about
 * it.
 */
public final class Finding {

    private static final int MAX_TEXT = 600;
    private static final int MAX_PLACES = 10;

    private final String file;
    private String place = "";
    private final String severity;
    private final String message;
    private final String fix;
    private final String link;
    private int places;

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
    void at(String file, String where) {
        if (places++ < MAX_PLACES) {
            place += (places == 1 ? "" : "; ") + plain(file.equals(this.file) ? where : where.isEmpty() ? file : file + ", "
                    + where);
        }
    }

    public String getFile() {
        return plain(file);
    }

    /** All places where the same was found; those in other files with their file. */
    public String getPlace() {
        return place + (places > MAX_PLACES ? "; and " + (places - MAX_PLACES) + " more" : "");
    }

    /**
     * {@code error}: async does not work, or breaks; {@code warning}: a thread is held, or nothing is bounded; {@code hint}.
     */
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
        return getFile() + ": " + getPlace() + ": " + severity + ": " + message + "\n    write: " + fix + "\n    read:  "
                + link;
    }
}
