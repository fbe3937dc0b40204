package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Prometheus is answered while requests are held, and that nothing of it outlives the application. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dguard.capacity=2", "-XX:SoftRefLRUPolicyMSPerMB=0"})
class MetricsIT {

    private static final Pattern NAME =
            Pattern.compile("\\b(?:guard|executor|tomcat|hikaricp|jvm|process|logback|streams|sockets|source)_\\w+");

    @Parameter
    App app;

    /** One test: it ends with the application. */
    @Test
    void movesWithParkedAndRefusedRequestsAndIsGoneWithTheApplication() throws Exception {
        await().until(() -> app.metrics().get("source_connected") == 1);
        CompletableFuture<HttpResponse<String>> poll = app.sendAsync(app.request("/deferred/quotes"));
        app.awaitParked(1);
        assertThat(app.get("/deferred/quotes").statusCode()).isEqualTo(503);

        Map<String, Double> held = app.metrics();
        assertThat(held).containsEntry("guard_held{pattern=\"deferred\"}", 1.0).containsEntry("guard_refused_total", 1.0)
                .containsEntry("guard_parked", 1.0);
        assertThat(value(held, "tomcat_threads_busy_threads")).as("this request's thread").isEqualTo(1);
        assertThat(value(held, "tomcat_threads_config_max_threads")).isEqualTo(20);
        assertThat(value(held, "tomcat_connections_current_connections")).isGreaterThanOrEqualTo(2);

        app.publish("ACME");
        assertThat(poll.join().statusCode()).isEqualTo(200);
        app.awaitParked(0);
        Map<String, Double> after = app.metrics();
        assertThat(after).containsEntry("guard_held{pattern=\"deferred\"}", 0.0);
        assertThat(after.get("guard_parked_time_seconds_total")).isPositive();

        Set<String> names = after.keySet().stream().map(each -> each.replaceFirst("\\{.*", "")).collect(toSet());
        for (String document : new String[] {"docs/operations.md", "docs/operations/grafana.json"}) {
            Set<String> named = NAME.matcher(Files.readString(Path.of(document))).results().map(MatchResult::group)
                    .collect(toSet());
            assertThat(named).as(document).hasSizeGreaterThan(8);
            assertThat(names).as(document).containsAll(named);
        }

        assertThat(app.manage("undeploy?path=/async-showcase")).startsWith("OK - ");
        await().untilAsserted(() -> assertThat(app.manage("findleaks")).doesNotContain("/async-showcase"));
    }

    /** Of the one connector. */
    private static double value(Map<String, Double> figures, String name) {
        return figures.entrySet().stream().filter(each -> each.getKey().startsWith(name + "{")).findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + figures)).getValue();
    }
}
