package org.asyncshowcase.container;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static org.asyncshowcase.testing.App.FORM;
import static org.asyncshowcase.testing.App.HTML;
import static org.asyncshowcase.testing.App.JSON;
import static org.asyncshowcase.testing.App.header;
import static org.asyncshowcase.testing.App.json;
import static org.asyncshowcase.testing.Problems.assertErrorPage;
import static org.asyncshowcase.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Request and reply over the queue, with a desk that is in time or late. */
@Runs(on = On.OLD_AND_NEW)
@WithApp
class OrdersIT {

    private static final int LATE = 3_000;

    @Parameter
    App app;

    @Test
    void confirmsAnOrderInJson() throws Exception {
        HttpResponse<String> response =
                app.post("/orders?delay=0", JSON, "{\"symbol\":\"ACME\",\"quantity\":10}", JSON);

        assertThat(response.statusCode()).isEqualTo(200);
        assertOrder(json(response), "confirmed", 10);
        assertThat(json(app.get("/orders", JSON)).findValuesAsText("id")).contains(json(response).get("id").asText());
    }

    @Test
    void confirmsAnOrderFromAForm() throws Exception {
        HttpResponse<String> response = app.post("/orders", FORM, "symbol=ACME&quantity=11&delay=0", JSON);

        assertThat(response.statusCode()).isEqualTo(200);
        assertOrder(json(response), "confirmed", 11);
    }

    @Test
    void confirmsAnOrderOnAPageOfItsOwn() throws Exception {
        HttpResponse<String> placed = app.post("/orders", FORM, "symbol=ACME&quantity=12&delay=0", HTML);
        HttpResponse<String> response = follow(placed);

        assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(response.body()).contains(">ACME<", ">12<", ">confirmed<");
        assertThat(placed.headers().map()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void confirmsAtTheLatestPrice() throws Exception {
        app.publish("GLOBEX");

        HttpResponse<String> response = app.post("/orders?delay=100", FORM, "symbol=GLOBEX&quantity=1", JSON);

        assertThat(json(response).get("price").asDouble()).isEqualTo(1.5);
    }

    @Test
    void keepsTheReplyThatComesLate() throws Exception {
        HttpResponse<String> response =
                app.post("/orders?delay=" + LATE, JSON, "{\"symbol\":\"ACME\",\"quantity\":13}", JSON);

        assertThat(response.statusCode()).isEqualTo(202);
        assertOrder(json(response), "pending", 13);
        String path = header(response, "Location").replace("/async-showcase", "");
        await().untilAsserted(() -> assertOrder(json(app.get(path, JSON)), "confirmed", 13));
        assertThat(app.get(path, HTML).body()).contains(">13<", ">confirmed<");
        assertThat(app.status().get("waitingForReplies").asInt()).isZero();
    }

    @Test
    void answersALateReplysFormWithAPage() throws Exception {
        HttpResponse<String> placed = app.post("/orders", FORM, "symbol=ACME&quantity=14&delay=" + LATE, HTML);

        assertThat(follow(placed).body()).contains(">14<", ">pending<");
    }

    /** RFC 9110, 15.4.4: by GET. */
    private HttpResponse<String> follow(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.body()).isEmpty();
        HttpResponse<String> page = app.get(header(response, "Location").replace("/async-showcase", ""), HTML);
        assertThat(page.statusCode()).isEqualTo(200);
        return page;
    }

    @Test
    void answers404ToAnUnknownId() throws Exception {
        assertProblem(app.get("/orders/00000000-0000-0000-0000-000000000000", JSON), 404);
        assertErrorPage(app.get("/orders/00000000-0000-0000-0000-000000000000", HTML), 404);
    }

    private static void assertOrder(JsonNode order, String status, int quantity) {
        assertThat(order.get("symbol").asText()).isEqualTo("ACME");
        assertThat(order.get("status").asText()).isEqualTo(status);
        assertThat(order.get("quantity").asInt()).isEqualTo(quantity);
    }
}
