package org.asyncshowcase.rooms.textbook;

import javax.servlet.http.HttpSession;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The only URL that makes sessions does not fill the heap with them, and takes none from a request that works with it. */
class VisitorSessionsTests {

    private final VisitorSessions sessions = new VisitorSessions(2);

    @Test
    void endsTheOneThatHasRestedTheLongest() {
        HttpSession first = enter(null);
        HttpSession second = enter(null);
        sessions.leave(first);
        sessions.leave(second);
        sessions.leave(enter(first));

        HttpSession third = enter(null);

        assertThat(isOver(second)).isTrue();
        assertThat(isOver(first)).isFalse();
        assertThat(third.getMaxInactiveInterval()).isEqualTo(30);
    }

    @Test
    void endsNoneThatARequestWorksWith() {
        HttpSession twice = enter(null);
        enter(twice);
        sessions.leave(twice);
        HttpSession once = enter(null);

        MockHttpServletRequest third = new MockHttpServletRequest();
        assertThatThrownBy(() -> sessions.enter(third)).isInstanceOf(ResponseStatusException.class)
                .hasMessageStartingWith("503 ");

        assertThat(third.getSession(false)).isNull();
        assertThat(isOver(twice)).isFalse();
        sessions.leave(once);
        assertThat(enter(null)).isNotNull();
        assertThat(isOver(once)).isTrue();
    }

    @Test
    void takesThePlaceOfOneThatHasEndedByItself() {
        HttpSession ended = enter(null);
        enter(null);
        sessions.leave(ended);
        ended.invalidate();

        assertThat(enter(ended)).isNotSameAs(ended);
    }

    private HttpSession enter(HttpSession known) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(known);
        return sessions.enter(request);
    }

    private static boolean isOver(HttpSession session) {
        return ((MockHttpSession) session).isInvalid();
    }
}
