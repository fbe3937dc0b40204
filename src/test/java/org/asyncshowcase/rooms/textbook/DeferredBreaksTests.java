package org.asyncshowcase.rooms.textbook;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is broken to be shown is bounded all the same. */
class DeferredBreaksTests {

    @Test
    void keepsAHundredResultsAndNoMore() {
        DeferredBreaks room = new DeferredBreaks();
        for (int each = 0; each < 101; each++) {
            room.kept();
        }

        assertThat(room.count()).containsEntry("kept", 100);
    }
}
