package org.asyncshowcase.security;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedLoginsTests {

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final FailedLogins failed = new FailedLogins(10, millis::get);

    @Test
    void doublesTheWaitFromTheFifthFailureOn() {
        fail(4, "ann", "1.1.1.1");
        assertThat(failed.secondsUntilNext("ann", "1.1.1.1")).isZero();

        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            fail(1, "ann", "1.1.1.1");
            assertThat(failed.secondsUntilNext("ann", "1.1.1.1")).isEqualTo(seconds);
            millis.addAndGet(seconds * 1_000L - 1);
            assertThat(failed.secondsUntilNext("ann", "1.1.1.1")).isEqualTo(1);
            millis.addAndGet(1);
            assertThat(failed.secondsUntilNext("ann", "1.1.1.1")).isZero();
        }
    }

    /** However many ask at once: their passwords are not examined yet. */
    @Test
    void letsOneTryAtATime() {
        fail(5, "ann", "1.1.1.1");
        millis.addAndGet(1_000);

        assertThat(failed.secondsUntilNext("ann", "1.1.1.1")).isZero();
        assertThat(failed.secondsUntilNext("ann", "1.1.1.1")).isEqualTo(1);
    }

    @Test
    void slowsAUserFromAnyAddressAndAnAddressForAnyUser() {
        fail(5, "ann", "1.1.1.1");

        assertThat(failed.secondsUntilNext("ann", "2.2.2.2")).isEqualTo(1);
        assertThat(failed.secondsUntilNext("ben", "1.1.1.1")).isEqualTo(1);
        assertThat(failed.secondsUntilNext("ben", "2.2.2.2")).isZero();
    }

    @Test
    void forgetsTheFailuresOfOneWhoKnowsThePassword() {
        fail(5, "ann", "1.1.1.1");
        failed.forget("ann", "1.1.1.1");

        assertThat(failed.secondsUntilNext("ann", "1.1.1.1")).isZero();
    }

    @Test
    void keepsSoManyNamesAndNoneOfThemWhole() {
        for (int each = 0; each < 100; each++) {
            fail(1, each + "x".repeat(10_000), "1.1.1.1");
        }

        assertThat(failed.size()).isEqualTo(10);
        assertThat(failed.secondsUntilNext("other", "1.1.1.1")).isEqualTo(30);
    }

    private void fail(int times, String user, String address) {
        for (int each = 0; each < times; each++) {
            failed.add(user, address);
        }
    }
}
