package org.asyncshowcase.broken;

import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;

import javax.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** A request that a worker uses after its end. Nothing here is to be copied. */
@Controller
class RequestKeeper {

    private final AsyncTaskExecutor workers;
    private volatile HttpServletRequest kept;

    RequestKeeper(@Qualifier("workers") AsyncTaskExecutor workers) {
        this.workers = workers;
    }

    @GetMapping("/keeper/keep")
    @ResponseBody
    String keep(HttpServletRequest request) {
        request.setAttribute("owner", request.getParameter("name"));
        kept = request;
        return "kept";
    }

    /** What a worker reads from the request that was kept, and that has been answered. */
    @GetMapping("/keeper/read")
    @ResponseBody
    Map<String, Object> read() throws Exception {
        return workers.submit(() -> {
            while ("alice".equals(kept.getAttribute("owner"))) {
                Thread.yield();
            }
            Map<String, Object> values = new TreeMap<>();
            values.put("attribute", kept.getAttribute("owner"));
            values.put("header", kept.getHeader("X-Name"));
            values.put("parameter", kept.getParameter("name"));
            values.put("query", kept.getQueryString());
            return values;
        }).get();
    }

    /** A worker that asks for a parameter when the request is over. */
    @GetMapping("/keeper/ask-late")
    @ResponseBody
    String askLate(HttpServletRequest request) {
        request.setAttribute("owner", request.getParameter("name"));
        Workers.run(workers, () -> {
            while (request.getAttribute("owner") != null) {
                Thread.yield();
            }
            Logger.getLogger("broken").info("After the end the worker has read " + request.getParameter("name"));
            return null;
        });
        return "answered";
    }

    /** Does nothing wrong. */
    @GetMapping("/keeper/name")
    @ResponseBody
    String name(HttpServletRequest request) {
        return "I am " + request.getParameter("name");
    }
}
