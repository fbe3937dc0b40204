package org.asyncshowcase.rooms.context;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the request's thread knew, and what the thread that answered it. Each logs a line, to be found by its id. */
@JsonPropertyOrder({"request", "worker"})
public final class BothSides {

    private static final Logger log = LoggerFactory.getLogger(BothSides.class);

    private final Seen request;
    private final Seen worker;

    private BothSides(Seen request, Seen worker) {
        this.request = request;
        this.worker = worker;
    }

    /** Called by the request's thread. */
    static Seen request() {
        log.info("The request's thread leaves the work to another");
        return Seen.here();
    }

    /** Called by the thread that works for the request. */
    static BothSides worker(Seen request) {
        log.info("The worker has the answer");
        return new BothSides(request, Seen.here());
    }

    public Seen getRequest() {
        return request;
    }

    public Seen getWorker() {
        return worker;
    }
}
