package org.asyncshowcase.rooms.textbook;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

/** The only URL that makes sessions does not fill the heap with them. */
class DispatchBreaksTests {

    @Test
    void endsTheOldestOfMoreThanAHundredSessions() {
        DispatchBreaks room = new DispatchBreaks();
        MockHttpSession oldest = new MockHttpSession();
        MockHttpSession second = new MockHttpSession();
        room.visit(oldest);
        room.visit(second);
        for (int each = 0; each < 99; each++) {
            room.visit(new MockHttpSession());
        }

        assertThat(oldest.isInvalid()).isTrue();
        assertThat(second.isInvalid()).isFalse();
    }
}
