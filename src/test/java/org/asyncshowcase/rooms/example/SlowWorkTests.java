package org.asyncshowcase.rooms.example;

import org.asyncshowcase.guard.Requester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlowWorkTests {

    private final SlowWork work = new SlowWork();
    private long waited;

    @Test
    void takesAsLongAsTheDelay() throws Exception {
        Answer answer = work.answer("room", requester(false), Delay.valueOf("10000"));

        assertThat(waited).isEqualTo(10_000);
        assertThat(answer.getAnswer()).startsWith("the partner answered after ");
        assertThat(answer.getRequestThread()).isEqualTo("http-1");
    }

    /** Trap 42. */
    @Test
    void saysThatNobodyWaited() throws Exception {
        assertThat(work.answer("room", requester(true), Delay.valueOf("10000")).getAnswer()).startsWith("nobody waited");
    }

    @Test
    void failsAfterTheDelay() {
        assertThatThrownBy(() -> work.fail(requester(false), Delay.valueOf("7"))).isInstanceOf(IllegalStateException.class);

        assertThat(waited).isEqualTo(7);
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

    private Requester requester(boolean over) {
        return new Requester() {

            @Override
            public String thread() {
                return "http-1";
            }

            @Override
            public boolean awaitOver(long millis) {
                waited = millis;
                return over;
            }
        };
    }
}
