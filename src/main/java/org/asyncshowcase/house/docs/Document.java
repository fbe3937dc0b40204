package org.asyncshowcase.house.docs;

/** A file of docs as the content of a page, in English. */
public final class Document {

    private final String title;
    private final String summary;
    private final String html;

    Document(String title, String summary, String html) {
        this.title = title;
        this.summary = summary;
        this.html = html;
    }

    public String getTitle() {
        return title;
    }

    /** The first sentence, as text. */
    public String getSummary() {
        return summary;
    }

    /** All below the title. */
    public String getHtml() {
        return html;
    }
}
