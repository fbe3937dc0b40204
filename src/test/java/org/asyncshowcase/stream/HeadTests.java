package org.asyncshowcase.stream;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class HeadTests extends RoomTest {

    @Autowired
    private LiveStreams streams;

    @ParameterizedTest
    @ValueSource(strings = {"quotes", "log", "report", "export.csv", "file"})
    void isAnsweredWithoutOpeningAStream(String name) throws Exception {
        mvc.perform(head("/stream/" + name)).andExpect(request().asyncNotStarted()).andExpect(status().isOk());

        assertThat(streams.size()).isZero();
    }
}
