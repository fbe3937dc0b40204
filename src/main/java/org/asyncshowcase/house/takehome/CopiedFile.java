package org.asyncshowcase.house.takehome;

/** A file that is copied, or lines that are added to one. */
public final class CopiedFile {

    private final String place;
    private final String source;
    private final String text;

    CopiedFile(String place, String source, String text) {
        this.place = place;
        this.source = source;
        this.text = text;
    }

    /** Where it goes. */
    public String getPlace() {
        return place;
    }

    /** The path where the application serves all of the file that it is taken from; null where it serves none. */
    public String getSource() {
        return source;
    }

    /** As it is copied. */
    public String getText() {
        return text;
    }

    public int getLines() {
        return text.isEmpty() ? 0 : text.split("\n").length;
    }
}
