package org.asyncshowcase.rooms.textbook;

import java.util.LinkedHashMap;
import java.util.Map;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The sessions of the visitors, so many at most: a new one takes the place of the one that has rested the longest. None ends
 * while a request works with it. A caller that asks for a session that may rest holds the lock of this object. Safe for any
 * thread.
 */
final class VisitorSessions {

    private static final int SECONDS = 30;

    /** How many requests work with each; the one that was used last is the last one. */
    private final Map<HttpSession, Integer> working = new LinkedHashMap<>();
    private final int capacity;

    VisitorSessions(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The session of this request, or a new one, until {@link #leave}. Called by the request's thread.
     *
     * @throws ResponseStatusException 503, if there are too many, and requests work with each
     */
    synchronized HttpSession enter(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (!working.containsKey(session)) {
            if (working.size() >= capacity) {
                endOneThatRests();
            }
            session = request.getSession();
            session.setMaxInactiveInterval(SECONDS);
        }
        add(session, 1);
        return session;
    }

    /** Called by the thread that reports the end of the request. */
    synchronized void leave(HttpSession session) {
        add(session, -1);
    }

    private void add(HttpSession session, int requests) {
        Integer before = working.remove(session);
        working.put(session, before == null ? requests : before + requests);
    }

    private void endOneThatRests() {
        HttpSession resting = working.entrySet().stream().filter(each -> each.getValue() == 0).map(Map.Entry::getKey)
                .findFirst().orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
                        "there are too many sessions; try again later"));
        working.remove(resting);
        try {
            resting.invalidate();
        } catch (IllegalStateException ex) {
            // it has ended before: the container does not notify us
        }
    }
}
