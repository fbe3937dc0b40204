package org.asyncshowcase.rooms.orders;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import com.zaxxer.hikari.HikariDataSource;
import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class OrdersTests extends RoomTest {

    @Autowired
    private OrderGateway gateway;

    @Autowired
    private OrderStore store;

    @Autowired @Qualifier("orderDatabase")
    private HikariDataSource orderDatabase;

    @Autowired @Qualifier("dataSource")
    private HikariDataSource dataSource;

    @Test
    void answersEachOrderWithItsOwnReply() throws Exception {
        MvcResult first = start(json("{\"symbol\":\"ACME\",\"quantity\":1}", 50));
        MvcResult second = start(json("{\"symbol\":\"GLOBEX\",\"quantity\":2}", 0));
        assertThat(gateway.waiting()).isGreaterThanOrEqualTo(1);

        dispatch(first).andExpect(status().isOk()).andExpect(jsonPath("$.symbol", is("ACME")))
                .andExpect(jsonPath("$.quantity", is(1))).andExpect(jsonPath("$.status", is("confirmed")))
                .andExpect(header().string("Location", startsWith("/orders/")));
        dispatch(second).andExpect(status().isOk()).andExpect(jsonPath("$.symbol", is("GLOBEX")))
                .andExpect(jsonPath("$.quantity", is(2)));
        assertThat(gateway.waiting()).isZero();
    }

    /** The least that HikariCP takes; {@code DatabaseIT} shows what it is for. */
    @Test
    void looksAtItsConnectionsEvery30Seconds() {
        assertThat(orderDatabase.getKeepaliveTime()).isEqualTo(30_000);
    }

    @Test
    void leadsAFormToThePageOfItsOrder() throws Exception {
        String location = dispatch(start(form("ACME", "3").accept(MediaType.TEXT_HTML))).andExpect(status().isSeeOther())
                .andReturn().getResponse().getHeader("Location");

        mvc.perform(get(location).accept(MediaType.TEXT_HTML)).andExpect(view().name("orders/order"))
                .andExpect(model().attribute("order", hasProperty("status", is("confirmed"))));
    }

    @Test
    void readsAFormForAJsonClientToo() throws Exception {
        dispatch(start(form("ACME", "1000000"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.quantity", is(1_000_000)));
    }

    @Test
    void keepsAReplyThatComesAfterTheTimeout() throws Exception {
        MvcResult started = start(json("{\"symbol\":\"ACME\",\"quantity\":1}", 10_000));
        timeOut(started);
        String location = dispatch(started).andExpect(status().isAccepted())
                .andExpect(jsonPath("$.status", is("pending")))
                .andReturn().getResponse().getHeader("Location");
        mvc.perform(get(location)).andExpect(status().isOk()).andExpect(jsonPath("$.status", is("pending")));

        store.confirm(location.substring("/orders/".length()), null);

        mvc.perform(get(location)).andExpect(status().isOk()).andExpect(jsonPath("$.status", is("confirmed")));
    }

    @Test
    void leadsAFormToThePageOfAPendingOrderWhereNoReplyComesInTime() throws Exception {
        MvcResult started = start(form("ACME", "1").param("delay", "10000").accept(MediaType.TEXT_HTML));
        timeOut(started);
        String location = dispatch(started).andExpect(status().isSeeOther()).andReturn().getResponse().getHeader("Location");

        mvc.perform(get(location).accept(MediaType.TEXT_HTML)).andExpect(view().name("orders/order"))
                .andExpect(model().attribute("order", hasProperty("pending", is(true))));
    }

    @Test
    void listsOrdersTheNewestFirst() throws Exception {
        String older = id(dispatch(start(form("ACME", "1"))).andReturn());
        String newer = id(dispatch(start(form("ACME", "2"))).andReturn());

        mvc.perform(get("/orders")).andExpect(jsonPath("$[0].id", is(newer))).andExpect(jsonPath("$[1].id", is(older)));
        mvc.perform(get("/orders").accept(MediaType.TEXT_HTML)).andExpect(view().name("orders/orders"));
    }

    @Test
    void listsTheNewestHundred() throws Exception {
        for (int each = 0; each < 101; each++) {
            dispatch(start(form("ACME", "1").param("delay", "0")));
        }

        mvc.perform(get("/orders")).andExpect(jsonPath("$.length()", is(100)));
    }

    /** As many as a client opens, and closes at once. */
    @Test
    void confirmsAnOrderWhileAThousandWaitForALateReply() throws Exception {
        List<MvcResult> left = new ArrayList<>();
        for (int each = 0; each < 1_005; each++) {
            left.add(start(json("{\"symbol\":\"ACME\",\"quantity\":1}", 10_000)));
        }

        MvcResult order = start(form("ACME", "1").param("delay", "0"));

        dispatch(order).andExpect(status().isOk()).andExpect(jsonPath("$.status", is("confirmed")));
        for (MvcResult each : left) {
            breakConnection(each);
        }
    }

    @Test
    void answersAClientThatAsksAgainWithItsOwnKeyWithTheSameOrder() throws Exception {
        String body = "{\"symbol\":\"ACME\",\"quantity\":1,\"clientRef\":\"" + UUID.randomUUID() + "\"}";
        MvcResult first = start(json(body, 300));
        MvcResult second = start(json(body, 300));

        String id = id(dispatch(first).andExpect(status().isOk()).andReturn());
        dispatch(second).andExpect(status().isOk()).andExpect(jsonPath("$.id", is(id)));
        dispatch(start(json(body, 0))).andExpect(status().isOk()).andExpect(jsonPath("$.id", is(id)));
        mvc.perform(json(body.replace(":1,", ":2,"), 0)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("clientRef: ")));
    }

    /** It is acknowledged when it is stored: until then the broker delivers it again. */
    @Test
    void losesNoReplyThatComesWhileTheDatabaseIsAway() throws Exception {
        MvcResult started = start(json("{\"symbol\":\"ACME\",\"quantity\":1}", 300));
        await().until(() -> store.unsent().isEmpty());
        List<Connection> taken = takeAll(orderDatabase);
        await().until(OrdersTests::listenerWaitsForAConnection);
        await().until(() -> !listenerWaitsForAConnection());
        assertThat(WebAsyncUtils.getAsyncManager(started.getRequest()).hasConcurrentResult()).isFalse();

        giveBack(taken);

        dispatch(started).andExpect(status().isOk()).andExpect(jsonPath("$.status", is("confirmed")));
    }

    private static boolean listenerWaitsForAConnection() {
        return Thread.getAllStackTraces().entrySet().stream().anyMatch(each -> each.getKey().getName().startsWith("jms-")
                && Arrays.stream(each.getValue()).anyMatch(frame -> frame.getMethodName().equals("getConnection")));
    }

    @Test
    void answers503WhileTheDatabaseIsAwayAndRecovers() throws Exception {
        MockHttpServletRequestBuilder order = form("ACME", "1").param("delay", "0");
        List<Connection> taken = takeAll(orderDatabase);

        for (RequestBuilder each : Arrays.asList(order, get("/orders"), get("/orders/" + UUID.randomUUID()))) {
            mvc.perform(each).andExpect(status().isServiceUnavailable()).andExpect(header().string("Retry-After", "5"))
                    .andExpect(jsonPath("$.detail", startsWith("the database does not answer")));
        }

        giveBack(taken);
        dispatch(start(order)).andExpect(status().isOk());
    }

    @Test
    void placesOrdersWhileSlowQueriesUseUpTheirConnections() throws Exception {
        List<Connection> taken = takeAll(dataSource);

        dispatch(start(form("ACME", "1").param("delay", "0"))).andExpect(status().isOk());

        giveBack(taken);
    }

    private static List<Connection> takeAll(HikariDataSource pool) throws Exception {
        pool.setConnectionTimeout(10_000);
        List<Connection> taken = new ArrayList<>();
        while (taken.size() < pool.getMaximumPoolSize()) {
            taken.add(pool.getConnection());
        }
        pool.setConnectionTimeout(250);
        return taken;
    }

    private void giveBack(List<Connection> taken) throws Exception {
        for (Connection each : taken) {
            each.close();
        }
        orderDatabase.setConnectionTimeout(1_000);
        dataSource.setConnectionTimeout(1_000);
    }

    @Test
    void answers404ToAnIdThatItDoesNotHold() throws Exception {
        mvc.perform(get("/orders/nope")).andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", is("no such order")));
    }

    @ParameterizedTest
    @CsvSource({"acme, 1, symbol", ", 1, symbol", "ACME, 0, quantity", "ACME, 1000001, quantity", "ACME, 1.5, quantity",
            "ACME, , quantity", "<script>, 1, symbol"})
    void namesTheFieldThatIsNotUsable(String symbol, String quantity, String field) throws Exception {
        mvc.perform(form(symbol == null ? "" : symbol, quantity == null ? "" : quantity))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith(field + ": ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<script>", "12345678901234567890123456789012345678901234567890123456789012345"})
    void namesTheKeyThatIsNotUsable(String clientRef) throws Exception {
        mvc.perform(form("ACME", "1").param("clientRef", clientRef)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("clientRef: ")));
    }

    private static MockHttpServletRequestBuilder json(String body, int delay) {
        return post("/orders?delay=" + delay).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static MockHttpServletRequestBuilder form(String symbol, String quantity) {
        return post("/orders").contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .param("symbol", symbol).param("quantity", quantity);
    }

    private static String id(MvcResult answered) throws Exception {
        return JsonPath.read(answered.getResponse().getContentAsString(), "$.id");
    }
}
