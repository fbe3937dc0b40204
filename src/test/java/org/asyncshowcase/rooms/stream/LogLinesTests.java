package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.asyncshowcase.guard.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class LogLinesTests {

    private final ManualTimer timer = new ManualTimer();
    private LogLines lines;

    @BeforeEach
    void attach() {
        lines = new LogLines(new LiveStreams(timer, Runnable::run, 1, 600_000, 600_000), 3);
        lines.afterPropertiesSet();
    }

    @AfterEach
    void detach() {
        lines.destroy();
    }

    /** Trap 29, for a log. */
    @Test
    void makesOneLineOfEachMessage() {
        warn("one\r\n00:00:00.000 ERROR forged\u001b[2J\u0085x\u202ey");

        assertThat(text()).hasLineCount(1)
                .contains("one\\u000d\\u000a00:00:00.000 ERROR forged\\u001b[2J\\u0085x\\u202ey").endsWith("\n");
    }

    @Test
    void tellsNoStackTrace() {
        LoggerFactory.getLogger(LogLinesTests.class).warn("failed", new IllegalStateException("secret"));

        assertThat(text()).hasLineCount(1).contains("LogLinesTests - failed").doesNotContain("secret");
    }

    @Test
    void holdsTheLastLines() {
        for (int each = 1; each <= 5; each++) {
            warn("line " + each);
        }

        assertThat(lines.oldest()).isEqualTo(2);
        assertThat(lines.end()).isEqualTo(5);
        assertThat(text()).doesNotContain("line 2").contains("line 3", "line 4", "line 5");
    }

    @Test
    void hearsNothingMoreOnceItIsDetached() {
        lines.destroy();

        warn("late");

        assertThat(lines.end()).isZero();
    }

    /** It holds the appender's lock. */
    @Test
    void givesTheTimerOneTaskHoweverManyLinesCome() {
        for (int each = 1; each <= 5; each++) {
            warn("line " + each);
        }

        assertThat(timer.due()).hasSize(1);
    }

    private static void warn(String message) {
        LoggerFactory.getLogger(LogLinesTests.class).warn(message);
    }

    private String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.read(0, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
