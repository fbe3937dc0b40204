package org.asyncshowcase.rooms.example;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlowWorkTests {

    private final SlowWork work = new SlowWork();

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void takesAsLongAsTheDelay() {
        long started = System.nanoTime();

        Answer answer = work.answer("room", "http-1", Delay.valueOf("50"));

        assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(50_000_000);
        assertThat(answer.getAnswer()).isEqualTo("the partner answered after 50 ms");
        assertThat(answer.getRequestThread()).isEqualTo("http-1");
        assertThat(answer.getWorkerThread()).isEqualTo(Thread.currentThread().getName());
    }

    /** Traps 32 and 42: what it throws may be taken for the answer, and is the one that a time-out has. */
    @Test
    void endsAtOnceWhenItIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> work.answer("room", "http-1", Delay.valueOf("10000")))
                .isInstanceOf(AsyncRequestTimeoutException.class);
    }

    @Test
    void failsAfterTheDelay() {
        long started = System.nanoTime();

        assertThatThrownBy(() -> work.fail(Delay.valueOf("7"))).isInstanceOf(IllegalStateException.class);

        assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(7_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "10001", "100000", "1.5", "1e3", " 1", "\u0661", "99999999999"})
    void isNotGivenADelayThatCannotBeUsed(String delay) {
        assertThatThrownBy(() -> Delay.valueOf(delay)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("delay: ");
    }

    /** The container looks for time-outs once a second. */
    @Test
    void outlastsATimeOutByMoreThanTheContainerNeedsToNotice() {
        assertThat(Delay.valueOf("5").beyond(1_000).millis()).isGreaterThanOrEqualTo(1_000 + 2_000 + 5);
    }
}
