package org.asyncshowcase.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.springframework.http.HttpStatus;

/** The one shape of every failure (RFC 7807). */
@JsonPropertyOrder({"status", "title", "detail", "path"})
public final class Problem {

    private final HttpStatus status;
    private final String detail;
    private final String path;

    public Problem(HttpStatus status, String detail, String path) {
        this.status = status;
        this.detail = detail;
        this.path = path;
    }

    public int getStatus() {
        return status.value();
    }

    public String getTitle() {
        return status.getReasonPhrase();
    }

    /** What the client can do about it; names the field where there is one. */
    public String getDetail() {
        return detail;
    }

    /** The path as it was requested, percent-encoded. */
    public String getPath() {
        return path;
    }
}
