package org.asyncshowcase.rooms.database;

import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowRowTests {

    /** A sleep, even of 0, would end here. */
    @Test
    void aLateRowDoesNotSleep() {
        Thread.currentThread().interrupt();

        assertThat(SlowRow.pass(1, OffsetDateTime.now().minusSeconds(1))).isTrue();

        assertThat(Thread.interrupted()).isTrue();
    }
}
