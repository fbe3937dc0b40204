package org.asyncshowcase.rooms.stream;

import java.util.Map;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class HeadTests extends RoomTest {

    @Autowired
    private Map<String, LiveStreams> streams;

    @ParameterizedTest
    @ValueSource(strings = {"quotes", "log"})
    void isAnsweredWithoutOpeningAStream(String name) throws Exception {
        dispatch(start(head("/stream/" + name))).andExpect(status().isOk());

        assertThat(streams.values()).extracting(LiveStreams::size).containsOnly(0);
        assertThat(held.size()).isZero();
    }
}
