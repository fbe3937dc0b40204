package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Parked long polls and the quotes that answer them, on a Tomcat of 20 threads. */
@Runs(on = On.OLD_AND_NEW)
@WithApp({"-Devents.ticker.period=0", "-Dguard.capacity=600"})
class LongPollIT {

    private static final int CAPACITY = 300;

    @Parameter
    App app;

    /** Trap 25: parked requests hold no threads, so that there are some left for those who come meanwhile. */
    @Test
    void answersHundredsWithOneQuote() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(CAPACITY, "/deferred/quotes");
        app.awaitParked(CAPACITY);

        String id = app.publish("ACME");

        for (CompletableFuture<HttpResponse<String>> poll : polls) {
            assertThat(quoteIds(poll.join())).containsExactly(id);
        }
        app.awaitParked(0);
        assertThat(app.status().get("waitingForQuotes").asInt()).isZero();
    }

    @Test
    void refusesWhoComesBeyondTheCapacity() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(CAPACITY, "/deferred/quotes");
        app.awaitParked(CAPACITY);

        assertThat(assertProblem(app.get("/deferred/quotes"), 503)).contains("held");
        assertProblem(app.get("/deferred/body"), 503);

        app.publish("ACME");
        polls.forEach(CompletableFuture::join);
        app.awaitParked(0);
    }

    /** Trap 16: a quote that is published while nobody waits, or just while somebody comes, is there for the next poll. */
    @Test
    void losesNoQuoteBetweenTwoPolls() throws Exception {
        String cursor = app.cursor();
        CompletableFuture<List<String>> published = CompletableFuture.supplyAsync(() -> app.publish(500));

        List<String> seen = new ArrayList<>();
        while (seen.size() < 500) {
            HttpResponse<String> response = app.get("/deferred/quotes?after=" + cursor);
            assertThat(json(response).get("gap").asBoolean()).isFalse();
            seen.addAll(quoteIds(response));
            cursor = json(response).get("last").asText();
        }

        assertThat(seen).isEqualTo(published.join());
    }

    /** Trap 16, the last quote: whoever comes while it is published either finds it or is told of it. */
    @Test
    void missesNoQuoteThatComesWithThePoll() throws Exception {
        String cursor = app.cursor();
        for (int round = 0; round < 100; round++) {
            List<CompletableFuture<HttpResponse<String>>> polls = app.getAtOnce(20, "/deferred/quotes?after=" + cursor);

            cursor = app.publish("ACME");

            for (CompletableFuture<HttpResponse<String>> poll : polls) {
                assertThat(quoteIds(poll.join())).containsExactly(cursor);
            }
        }
    }

    @Test
    void tellsOfAGapWhenTheCursorIsUnknown() throws Exception {
        String id = app.cursor();

        JsonNode backlog = json(app.get("/deferred/quotes?after=gone-1"));

        assertThat(backlog.get("gap").asBoolean()).isTrue();
        assertThat(backlog.get("last").asText()).isEqualTo(id);
    }

    private static List<String> quoteIds(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response).get("quotes").findValuesAsText("id");
    }
}
