package org.asyncshowcase.rooms.textbook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/** The visits of a session, counted on each dispatch, and counted from one dispatch to the next. */
@RestController
class DispatchBreaks implements HandlerInterceptor {

    private static final long WORK_MILLIS = 200;
    private static final String[] COUNTS = {"preHandle", "preHandle.once", "visits", "visits.once"};

    private final VisitorSessions sessions = new VisitorSessions(100);

    /** Runs on the REQUEST dispatch, and on the ASYNC one again. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        synchronized (sessions) {
            HttpSession session = request.getSession(false);
            if (session != null && "/visit".equals(request.getPathInfo())) {
                add(session, "preHandle");
                if (request.getDispatcherType() == DispatcherType.REQUEST) {
                    add(session, "preHandle.once");
                }
            }
        }
        return true;
    }

    /** Two visits at the same time read the same number, and one of them is lost. */
    @GetMapping("/textbook/visit")
    WebAsyncTask<Map<String, Integer>> visit(HttpServletRequest request) {
        HttpSession session = sessions.enter(request);
        int before = count(session.getAttribute("visits"));
        WebAsyncTask<Map<String, Integer>> visit = new WebAsyncTask<>(() -> {
            Thread.sleep(WORK_MILLIS);
            session.setAttribute("visits", before + 1);
            // read and written in one piece
            add(session, "visits.once");
            return Collections.singletonMap("visit", before + 1);
        });
        visit.onCompletion(() -> sessions.leave(session));
        return visit;
    }

    @GetMapping("/textbook/visit/count")
    Map<String, Integer> counts(HttpServletRequest request) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        synchronized (sessions) {
            for (String name : COUNTS) {
                counts.put(name, count(WebUtils.getSessionAttribute(request, name)));
            }
        }
        return counts;
    }

    private static void add(HttpSession session, String name) {
        synchronized (WebUtils.getSessionMutex(session)) {
            session.setAttribute(name, count(session.getAttribute(name)) + 1);
        }
    }

    private static int count(Object attribute) {
        return attribute == null ? 0 : (Integer) attribute;
    }
}
