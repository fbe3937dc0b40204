package org.asyncshowcase.house.load;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.rooms.example.partners.PartnerStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static java.net.URI.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class LoadTests extends RoomTest {

    /** At the port that the container publishes, here the stub's: what the request says of an address is its client's. */
    @Test
    void answersWithEachRequestAndRefusesASecondBurstMeanwhile() throws Exception {
        try (PartnerStub server = new PartnerStub(200, "{}"); Connector connector =
                new Connector(create(server.url()).getPort())) {
            MvcResult first = start(load("callable", "3", "1000"));
            await().until(() -> server.asked().size() == 3);
            dispatch(start(load("callable", "3", "0")))
                    .andExpect(status().isServiceUnavailable()).andExpect(header().exists("Retry-After"))
                    .andExpect(jsonPath("$.detail").value("another burst goes on"));

            dispatch(first).andExpect(status().isOk())
                    .andExpect(jsonPath("$.exchanges[*].status", contains(200, 200, 200)))
                    .andExpect(jsonPath("$.exchanges[*].millis", everyItem(greaterThanOrEqualTo(1000))))
                    .andExpect(jsonPath("$.neighbour.status").value(200))
                    .andExpect(jsonPath("$.samples[0].threads").value(0))
                    .andExpect(jsonPath("$.containerThreads").value(10));
            assertThat(server.asked()).filteredOn(each -> each.endsWith("load/callable?delay=1000")).hasSize(3);
            assertThat(server.asked()).filteredOn(each -> each.endsWith("load/blocking?delay=0")).hasSize(1);
            dispatch(start(load("callable", "2", "0"))).andExpect(jsonPath("$.exchanges", hasSize(2)));
        }
    }

    @Test
    void isRefusedWhereTheContainerPublishesNoPort() throws Exception {
        mvc.perform(load("callable", "1", "0")).andExpect(status().isServiceUnavailable());
    }

    @ParameterizedTest
    @CsvSource({"task, 1, 0, pattern", "reactive, 1, 0, pattern",
            "../textbook, 1, 0, pattern", ", 1, 0, pattern", "blocking, 0, 0, requests",
            "blocking, 201, 0, requests",
            "blocking, -1, 0, requests", "blocking, , 0, requests", "blocking, 1, 2001, delay", "blocking, 1, , delay"})
    void refusesWhatIsOutOfRange(String pattern, String requests, String delay, String field) throws Exception {
        String body = "{\"pattern\":" + json(pattern) + ",\"requests\":" + json(requests) + ",\"delay\":" + json(delay)
                + "}";

        mvc.perform(post("/load").contentType(MediaType.APPLICATION_JSON).content(body)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith(field + ": must be ")));
    }

    /** Whoever asks without a burst would hold the threads that the next one measures. */
    @ParameterizedTest
    @CsvSource({"blocking, 0, 503, no burst goes on", "callable, 2000, 503, no burst goes on",
            "blocking, 2001, 400, delay: must be a whole number of milliseconds from 0 to 2000"})
    void refusesWhoeverAsksWithoutABurst(String pattern, String delay, int status, String detail) throws Exception {
        mvc.perform(get("/load/" + pattern).param("delay", delay)).andExpect(status().is(status))
                .andExpect(jsonPath("$.detail", startsWith(detail)));
    }

    /** What a page of another origin can send without being asked first. */
    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data"})
    void takesNoForm(String type) throws Exception {
        mvc.perform(post("/load").contentType(type).content("pattern=blocking&requests=1&delay=0"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void isSwitchedOffByItsSetting() {
        LoadController off = new LoadController(null, null, null, null, null, null, 0);

        assertThatThrownBy(() -> off.load(new NewLoad("blocking", "1", "0"), new MockHttpServletRequest()))
                .isInstanceOf(InvalidValueException.class).hasMessageContaining("load.requests");
    }

    private static MockHttpServletRequestBuilder load(String pattern, String requests, String delay) {
        String body = "{\"pattern\":" + json(pattern) + ",\"requests\":" + requests + ",\"delay\":" + delay + "}";
        return post("/load").contentType(MediaType.APPLICATION_JSON).content(body).with(request -> {
            request.setLocalAddr("192.0.2.1");
            return request;
        });
    }

    private static String json(String value) {
        return value == null ? "null" : "\"" + value + "\"";
    }
}
