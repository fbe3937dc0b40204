package org.asyncshowcase.container;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Long polls that end without a quote: their time is up, or their client has left. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
@WithApp
class LongPollExpiryIT {

    @Parameter
    App app;

    @Test
    void answers204WhenNoQuoteComes() throws Exception {
        HttpResponse<String> response = app.get("/deferred/quotes");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        app.awaitParked(0);
        assertThat(app.status().get("waitingForQuotes").asInt()).isZero();
    }

    @Test
    void tellsWhoeverCameWithoutACursorWhereToGoOnAfterThat() throws Exception {
        String cursor = App.header(app.get("/deferred/quotes"), "Last-Event-ID");

        String id = app.publish("ACME");

        JsonNode next = json(app.get("/deferred/quotes?after=" + cursor));
        assertThat(next.findValuesAsText("id")).containsExactly(id);
        assertThat(next.get("gap").asBoolean()).isFalse();
    }

    @Test
    void keepsTheQuoteForTheNextPollAfterOneThatExpired() throws Exception {
        String cursor = app.cursor();
        assertThat(app.get("/deferred/quotes?after=" + cursor).statusCode()).isEqualTo(204);

        String id = app.publish("ACME");

        assertThat(json(app.get("/deferred/quotes?after=" + cursor)).findValuesAsText("id")).containsExactly(id);
    }

    /** Traps 10 and 15: nobody's place is kept, and nobody's response is written, after the client has left. */
    @Test
    void forgetsClientsThatLeaveWithoutAQuote() throws Exception {
        leaveWhileParked(20);

        app.awaitParked(0);

        assertNeighboursGetTheirOwnAnswers();
    }

    @Test
    void forgetsClientsThatLeaveBeforeTheQuote() throws Exception {
        leaveWhileParked(20);

        app.publish("ACME");

        assertNeighboursGetTheirOwnAnswers();
        app.awaitParked(0);
    }

    private void leaveWhileParked(int count) throws Exception {
        List<RawRequest> polls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            polls.add(RawRequest.send(app, "GET", "/deferred/quotes"));
        }
        app.awaitParked(count);
        for (RawRequest poll : polls) {
            poll.close();
        }
    }

    private void assertNeighboursGetTheirOwnAnswers() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> orders = new ArrayList<>();
        for (int quantity = 1; quantity <= 100; quantity++) {
            orders.add(app.postAsync("/orders?delay=0", FORM, "symbol=ACME&quantity=" + quantity, JSON));
        }
        for (int quantity = 1; quantity <= 100; quantity++) {
            HttpResponse<String> order = orders.get(quantity - 1).join();
            assertThat(json(order).get("quantity").asInt()).isEqualTo(quantity);
        }
        assertThat(app.status().get("waitingForQuotes").asInt()).isZero();
        assertThat(app.warnings()).isEmpty();
    }
}
