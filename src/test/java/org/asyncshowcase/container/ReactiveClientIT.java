package org.asyncshowcase.container;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertProblem;

/** The application asks itself: its address is what the container tells, whatever the request says. */
@Runs(on = On.NEW)
@WithApp({"-Devents.ticker.period=0", "-Dpartners.timeout=2500", "-Dasync.timeout=10000"})
class ReactiveClientIT {

    @Parameter
    App app;

    /** No start waits for what a call loads. The request is refused: it has called no partner. */
    @BeforeParameterizedClassInvocation
    static void isWarmBeforeTheFirstCall(App app) throws Exception {
        assertThat(app.tomcat().threads()).noneMatch(name -> name.startsWith("client-"));
        assertThat(app.get("/reactive/client?delay=-1").statusCode()).isEqualTo(400);
        assertThat(app.tomcat().threads()).anyMatch(name -> name.startsWith("client-"));
    }

    /** The first call makes connections and loads classes: on a busy machine it takes longer than a partner may. */
    @BeforeEach
    void callOnce() {
        await().untilAsserted(() -> assertThat(
                json(app.get("/reactive/client?delay=0")).get("outcome").asText()).isEqualTo("value"));
    }

    @Test
    void takesAsLongAsTheSlowestAndNotTheSum() throws Exception {
        JsonNode atOnce = json(app.get("/reactive/client?delay=1000"));
        JsonNode inTurn = json(app.get("/blocking/client?delay=1000"));

        assertThat(atOnce.get("outcome").asText()).isEqualTo("value");
        assertThat(inTurn.get("outcome").asText()).isEqualTo("value");
        assertThat(atOnce.get("millis").asInt()).isLessThan(sumOfTheParts(atOnce));
        assertThat(inTurn.get("millis").asInt()).isGreaterThanOrEqualTo(sumOfTheParts(inTurn));
        assertThat(atOnce.get("workerThread").asText()).startsWith("client-");
        assertThat(inTurn.get("workerThread")).isEqualTo(inTurn.get("requestThread"));
    }

    @ParameterizedTest
    @CsvSource({"reactive,fail,answered 500", "reactive,late,no answer in time", "blocking,fail,answered 500",
            "blocking,late,no answer in time"})
    void namesThePartThatIsMissingAndWhy(String room, String how, String reason) throws Exception {
        HttpResponse<String> response = app.get("/" + room + "/client?delay=200&" + how + "=stock");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = json(response);
        assertThat(answer.get("outcome").asText()).isEqualTo("partial");
        assertThat(answer.get("missing")).hasSize(1);
        assertThat(answer.at("/missing/0").asText()).isEqualTo("stock");
        assertThat(answer.at("/parts/0/answer").asText()).contains("answered after 200 ms");
        assertThat(answer.at("/parts/1/reason").asText()).isEqualTo(reason);
        assertThat(answer.at("/parts/2/state").asText()).isEqualTo("answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactive", "blocking"})
    void tellsWhyThereIsNoAnswerAtAll(String room) throws Exception {
        assertThat(assertProblem(app.get("/" + room + "/client?delay=10&fail=price,stock&late=rating"), 503))
                .isEqualTo("no partner answered; price: answered 500; stock: answered 500; rating: no answer in time");
    }

    /** The sender of a request does not choose which host this server calls. */
    @Test
    void takesTheAddressFromNoRequest() throws Exception {
        try (RawRequest forged = RawRequest.send(app, "GET", "/reactive/client?delay=10&url=http://192.0.2.1/",
                "X-Forwarded-Host: 192.0.2.1", "Forwarded: host=192.0.2.1")) {
            assertThat(forged.readStatus()).isEqualTo(200);
        }
        assertThat(app.log()).doesNotContain("SEVERE", "192.0.2.1");
    }

    /** At once: more than the time that the answer took. In turn: not more. */
    private static int sumOfTheParts(JsonNode answer) {
        return answer.get("parts").findValues("millis").stream().mapToInt(JsonNode::asInt).sum();
    }
}
