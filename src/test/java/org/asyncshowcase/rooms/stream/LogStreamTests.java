package org.asyncshowcase.rooms.stream;

import java.util.Map;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

class LogStreamTests extends RoomTest {

    private static final Logger log = LoggerFactory.getLogger(LogStreamTests.class);

    @Autowired
    private Map<String, LiveStreams> streams;

    private MvcResult stream;

    @BeforeEach
    void open() throws Exception {
        log.warn("before the reader came");
        stream = start(get("/stream/log"));
    }

    @AfterEach
    void leave() throws Exception {
        breakConnection(stream);
        assertThat(held.size()).isZero();
        assertThat(streams.values()).extracting(LiveStreams::size).containsOnly(0);
    }

    @Test
    void writesWhatIsHeldAndEachLineAsItComes() throws Exception {
        await().untilAsserted(() -> assertThat(text()).contains("LogStreamTests - before the reader came\n"));

        log.warn("after the reader came");

        await().untilAsserted(() -> assertThat(text()).contains("LogStreamTests - after the reader came\n"));
        assertThat(stream.getResponse().getContentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(stream.getResponse().getHeader("X-Accel-Buffering")).isEqualTo("no");
    }

    /** A line of the log wakes nobody who reads quotes. */
    @Test
    void isNotAmongThoseWhoReadQuotes() {
        await().until(() -> streams.get("logStreams").size() == 1);

        assertThat(streams.get("quoteStreams").size()).isZero();
    }

    private String text() throws Exception {
        return stream.getResponse().getContentAsString();
    }
}
