package org.asyncshowcase.house.metrics;

import java.lang.management.ManagementFactory;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.feed.QuoteSender;
import org.asyncshowcase.testing.App;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class MetricsTests extends RoomTest {

    @Autowired
    private QuoteSender quotes;

    @Test
    void countsWhatIsHeldByPattern() throws Exception {
        await().until(quotes::isConnected);
        double parked = figure("guard_parked_time_seconds_total");
        MvcResult poll = start(get("/deferred/quotes"));

        assertThat(figure("guard_held{pattern=\"deferred\"}")).isEqualTo(1);
        assertThat(figure("guard_parked")).isEqualTo(1);
        assertThat(figure("guard_capacity")).isEqualTo(held.getCapacity());
        assertThat(figure("guard_refused_total")).isEqualTo(held.getRefused());
        assertThat(figure("quotes_waiting")).isEqualTo(1);
        assertThat(figure("guard_container_seconds_total")).isPositive();

        quotes.publish("ACME", "1");
        dispatch(poll);
        complete(poll);

        assertThat(figure("guard_held{pattern=\"deferred\"}")).isZero();
        assertThat(figure("guard_parked")).isZero();
        assertThat(figure("guard_parked_time_seconds_total")).isGreaterThan(parked);
    }

    @Test
    void countsWhatAnExecutorRejects() throws Exception {
        double rejected = figure("executor_rejected_total{name=\"full\"}");

        dispatch(start(get("/callable/rejected"))).andExpect(status().isServiceUnavailable());

        assertThat(held.size()).isZero();
        assertThat(figure("executor_rejected_total{name=\"full\"}")).isGreaterThan(rejected);
        assertThat(figure("executor_active_threads{name=\"mvc\"}")).isZero();
        assertThat(figure("executor_queued_tasks{name=\"database\"}")).as("of the servlet's context").isZero();
    }

    @Test
    void hasTheFiguresOfTheLibraries() throws Exception {
        double errors = figure("logback_events_total{level=\"error\"}");
        LoggerFactory.getLogger(MetricsTests.class).error("as a fault would be logged");
        assertThat(figure("logback_events_total{level=\"error\"}")).isEqualTo(errors + 1);

        assertThat(figure("hikaricp_connections_max{pool=\"database\"}")).isEqualTo(2);
        assertThat(figure("hikaricp_connections_max{pool=\"orders\"}")).isEqualTo(5);
        assertThat(figure("source_connected")).isEqualTo(1);
        assertThat(figure("jvm_threads_live_threads")).isPositive();
        assertThat(figure("process_files_open_files")).isPositive();
    }

    @Test
    void publishesTheSameByJmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();

        // a moment after the start, whether /metrics is asked for or not
        await().untilAsserted(() -> assertThat(server.getAttribute(
                new ObjectName("async-showcase:name=guardCapacity,type=gauges"), "Value")).isInstanceOf(Double.class));
    }

    private double figure(String name) throws Exception {
        // as Prometheus asks
        String accept = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
        String text = mvc.perform(get("/metrics").header("Accept", accept))
                .andExpect(status().isOk()).andExpect(content().contentType("text/plain;version=0.0.4;charset=utf-8"))
                .andReturn().getResponse().getContentAsString();
        assertThat(App.metrics(text)).containsKey(name);
        return App.metrics(text).get(name);
    }
}
