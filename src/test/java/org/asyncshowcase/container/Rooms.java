package org.asyncshowcase.container;

import java.net.http.HttpResponse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.asyncshowcase.container.App.FORM;
import static org.asyncshowcase.container.App.JSON;
import static org.asyncshowcase.container.App.header;
import static org.asyncshowcase.container.App.json;
import static org.asyncshowcase.container.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Asks a room what it is for, wherever it runs; quotes come from its ticker. */
final class Rooms {

    private Rooms() {
    }

    /** @param room one of {@link org.asyncshowcase.TakenHome#rooms} */
    static void ask(String room, App app) throws Exception {
        switch (room) {
        case "blocking":
            assertWork(app.get("/blocking/body?delay=0"), "http-");
            assertProblem(app.get("/blocking/body?delay=x"), 400);
            break;
        case "callable":
            assertWork(app.get("/callable/body?delay=0"), "mvc-");
            assertThat(json(app.send(Multipart.upload(app, "a.txt", "hello".getBytes(UTF_8)))).get("size").asInt()).isEqualTo(5);
            assertThat(app.post("/callable/body", FORM, "a=" + "b".repeat(5000), JSON).statusCode()).isEqualTo(413);
            break;
        case "task":
            assertWork(app.get("/task/body?delay=0&executor=reports"), "reports-");
            assertProblem(app.get("/task/body?executor=nobody"), 400);
            break;
        case "deferred":
            // the next quote of the ticker answers
            assertWork(app.get("/deferred/body"), "jms-");
            assertThat(json(app.get("/deferred/quotes?after=" + app.cursor())).get("quotes")).isNotEmpty();
            break;
        case "orders":
            HttpResponse<String> order = app.post("/orders?delay=0", JSON, "{\"symbol\":\"ACME\",\"quantity\":10}", JSON);
            assertThat(json(order).get("status").asText()).isEqualTo("confirmed");
            break;
        case "stream":
            try (EventStream quotes = EventStream.open(app, "/stream/quotes");
                    EventStream log = EventStream.open(app, "/stream/log")) {
                await().atMost(App.PATIENCE).until(() -> !quotes.ids().isEmpty());
                assertThat(log.response().statusCode()).isEqualTo(200);
            }
            break;
        case "report":
            assertThat(app.get("/report?steps=3&delay=10").body().lines()).hasSizeGreaterThanOrEqualTo(3).last().asString()
                    .contains("\"done\"");
            break;
        case "export":
            assertThat(app.get("/export/rows.csv?rows=5").body().lines()).hasSize(6);
            assertProblem(app.get("/export/rows.csv?rows=-1"), 400);
            break;
        case "reactive":
            assertWork(app.get("/reactive/mono?delay=0"), "");
            assertThat(json(app.get("/reactive/client?delay=0")).get("outcome").asText()).isEqualTo("value");
            assertWork(app.get("/reactive/single?delay=0"), "");
            try (EventStream quotes = EventStream.open(app, "/reactive/flux")) {
                await().atMost(App.PATIENCE).until(() -> quotes.lines().stream().anyMatch(line -> line.startsWith("data:")));
            }
            break;
        case "context":
            HttpResponse<String> seen = app.get("/context/callable?delay=0&lang=ko&zone=Asia/Seoul");
            assertThat(json(seen).at("/worker/id").asText()).isEqualTo(header(seen, "X-Request-Id"));
            assertThat(json(seen).at("/worker/locale").asText()).isEqualTo("ko");
            assertThat(json(seen).at("/worker/timeZone").asText()).isEqualTo("Asia/Seoul");
            break;
        default:
            throw new IllegalArgumentException(room);
        }
    }

    private static void assertWork(HttpResponse<String> response, String worker) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).get("workerThread").asText()).startsWith(worker);
        assertThat(header(response, "X-Request-Id")).isNotNull();
    }
}
