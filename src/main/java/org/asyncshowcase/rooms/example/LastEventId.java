package org.asyncshowcase.rooms.example;

import java.util.stream.Stream;

import org.springframework.util.StringUtils;
import org.springframework.web.context.request.WebRequest;

/** The id after which a reader of server-sent events goes on. */
public final class LastEventId {

    private LastEventId() {
    }

    /**
     * From the header; else from the parameter {@code lastEventId}, which polyfills of EventSource append to the URL; else
     * from {@code after}, for an EventSource that is opened anew and can send no header. An id may have any form: it may
     * come from an older version. EventSource gives up for good on a 400.
     *
     * @return null without an id; an empty one is none (HTML, section 9.2)
     */
    public static String of(WebRequest request) {
        return Stream.of(request.getHeader("Last-Event-ID"), request.getParameter("lastEventId"),
                request.getParameter("after")).filter(StringUtils::hasLength).findFirst().orElse(null);
    }
}
