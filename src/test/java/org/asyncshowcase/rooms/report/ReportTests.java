package org.asyncshowcase.rooms.report;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class ReportTests extends RoomTest {

    @Test
    void writesALineAStepUpToAHundredPercent() throws Exception {
        MvcResult report = start(get("/report?steps=4&delay=1"));

        awaitResult(report);

        assertThat(report.getResponse().getContentAsString()).isEqualTo(
                "{\"percent\":0,\"step\":0,\"steps\":4,\"state\":\"working\"}\n"
                + "{\"percent\":25,\"step\":1,\"steps\":4,\"state\":\"working\"}\n"
                + "{\"percent\":50,\"step\":2,\"steps\":4,\"state\":\"working\"}\n"
                + "{\"percent\":75,\"step\":3,\"steps\":4,\"state\":\"working\"}\n"
                + "{\"percent\":100,\"step\":4,\"steps\":4,\"state\":\"done\"}\n");
        assertThat(report.getResponse().getStatus()).isEqualTo(200);
        assertThat(report.getResponse().getContentType()).isEqualTo("application/x-ndjson");
        assertThat(report.getResponse().getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(report.getResponse().getHeader("X-Accel-Buffering")).isEqualTo("no");
        assertThat(report.getResponse().getHeader("Content-Disposition")).isEqualTo("inline; filename=\"report.ndjson\"");
        dispatch(report).andExpect(status().isOk());
    }

    @Test
    void saysInItsLastLineThatItFailed() throws Exception {
        MvcResult report = start(get("/report?steps=4&delay=0&failAt=3"));

        awaitResult(report);

        assertThat(report.getResponse().getContentAsString())
                .endsWith("{\"percent\":50,\"step\":2,\"steps\":4,\"state\":\"failed\"}\n").doesNotContain("done");
        dispatch(report);
    }

    /** More steps than a percent has: it never goes back, and ends at 100. */
    @Test
    void writesUpToAThousandSteps() throws Exception {
        MvcResult report = start(get("/report?steps=1000&delay=0"));

        awaitResult(report);

        String percents = report.getResponse().getContentAsString().lines()
                .map(line -> line.replaceAll("\\D*(\\d+).*", "$1")).collect(Collectors.joining(","));
        assertThat(percents).isEqualTo(IntStream.rangeClosed(0, 1000)
                .mapToObj(step -> String.valueOf(step / 10)).collect(Collectors.joining(",")));
        dispatch(report);
    }

    @ParameterizedTest
    @CsvSource({"6,10000", "1000,60"})
    void takesNoMoreThanAMinute(int steps, int delay) throws Exception {
        breakConnection(start(get("/report?steps=" + steps + "&delay=" + delay)));

        mvc.perform(get("/report?steps=" + (steps + 1) + "&delay=" + delay)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("steps: ")));
        mvc.perform(get("/report?steps=" + steps + "&delay=" + (delay + 1))).andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource({"steps,0", "steps,1001", "steps,x", "delay,10001", "delay,-1", "failAt,-1", "failAt,21"})
    void refusesWhatIsOutOfRange(String field, String value) throws Exception {
        mvc.perform(get("/report").param(field, value)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith(field + ": ")));
    }

    @Test
    void isGoneFromTheGaugeWhenItsClientLeaves() throws Exception {
        MvcResult report = start(get("/report?steps=1000&delay=10"));
        await().until(() -> !report.getResponse().getContentAsString().isEmpty());

        breakConnection(report);

        assertThat(held.size()).isZero();
    }
}
