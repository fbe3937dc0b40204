package org.asyncshowcase.guard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.AsyncContext;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** Which requests are admitted, when a place is free again, and what a stop does. */
@Timeout(30)
class GuardFilterTests {

    private static final int LIFE_MILLIS = 3_600_000;

    private final GuardFilter requests = MockRequest.filter(50, 4, LIFE_MILLIS);

    @Test
    void holdsAsManyAsItHasPlacesAndRefusesTheNext() throws Exception {
        for (String path : new String[] {"/a/1", "/a/2", "/b/1", "/b/2"}) {
            request(path).park();
        }

        assertThat(request("/c/1").isRefused()).isTrue();

        assertThat(requests.getRefused()).isEqualTo(1);
        assertThat(requests.size()).isEqualTo(4);
        assertThat(requests.parked()).isEqualTo(4);
        assertThat(requests.byPath()).isEqualTo(Map.of("a", 2, "b", 2));
    }

    @Test
    void countsARequestAsParkedOnceItsThreadHasLeft() throws Exception {
        MockRequest request = request("/a/1");
        request.pass((asked, answer) -> {
            asked.startAsync();
            assertThat(requests.size()).isEqualTo(1);
            assertThat(requests.parked()).isZero();
        });

        assertThat(requests.parked()).isEqualTo(1);
    }

    @Test
    void countsTheTimeOfTheContainersThreadAndTheTimeWithoutOne() throws Exception {
        MockRequest request = request("/a/1");
        request.park();
        long worked = requests.getContainerNanos();
        assertThat(worked).isPositive();
        assertThat(requests.getParkedNanos()).isZero();

        request.dispatch((again, response) -> assertThat(requests.getParkedNanos()).isPositive());

        long parked = requests.getParkedNanos();
        assertThat(requests.getContainerNanos()).isGreaterThan(worked);
        request.complete();
        assertThat(requests.getParkedNanos()).as("counted once").isEqualTo(parked);
    }

    @Test
    void countsTheTimeOfARequestThatEndsWithoutADispatch() throws Exception {
        MockRequest request = request("/a/1");
        request.park();

        request.complete();

        assertThat(requests.getParkedNanos()).isPositive();
    }

    /** However deep it is. */
    @Test
    void answersARefusalWithItsOwnReason() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();

        new MockRequest(requests, "GET", "/a/1", response).pass((asked, answer) -> {
            throw new ServletException(new IllegalStateException(new RefusedException("why")));
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getErrorMessage()).isEqualTo("why");
    }

    @Test
    void leavesHalfOfThePlacesToTheOtherRooms() throws Exception {
        request("/a/1").park();
        request("/a/2").park();

        assertThat(request("/a/3").isRefused()).isTrue();

        request("/b/1").park();
        assertThat(requests.byPath()).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "1000, 500", "1001, 500"})
    void givesARoomHalfAtMostAndOneAtLeast(int capacity, int room) {
        assertThat(new Places(1, capacity, "small=2, other=3").capacity("any")).isEqualTo(room);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "4, 2", "1000, 2"})
    void givesARoomThatIsNamedNoMoreThanItsOwn(int capacity, int room) {
        assertThat(new Places(1, capacity, "small=2, other=3").capacity("small")).isEqualTo(room);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reports", "reports=", "reports=many", "=2"})
    void startsWithNoLimitThatCannotBeRead(String limits) {
        assertThatThrownBy(() -> new Places(1, 4, limits)).hasMessageContaining("guard.path-capacities");
    }

    /** As the container reads the path: who writes it in another way gets no room of his own. */
    @ParameterizedTest
    @ValueSource(strings = {"//a/1", "/%61/1", "/a;v=1/1", "/./a/1", "/b/../a/1", ";v=1/a/1"})
    void countsARoomOnceHoweverItsPathIsWritten(String uri) throws Exception {
        request("/a/1").park();
        request("/a/2").park();
        MockRequest other = request("/a/3");
        other.request().setRequestURI(uri);

        assertThat(other.isRefused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 90})
    void holdsAsManyAsFitThatPartOfTheHeap(int percent) {
        int capacity = MockRequest.filter(percent, 0, LIFE_MILLIS).getCapacity();

        assertThat(capacity).as("without a container").isEqualTo(
                Places.fitting(Runtime.getRuntime().maxMemory(), percent, 8192));
    }

    /** 17 KB for each connection, 89 KB more for each that holds a request; 200 where that would be fewer. */
    @ParameterizedTest
    @CsvSource({"1024, 50, 8192, 4326", "512, 50, 8192, 1380", "512, 50, 10000, 1035", "256, 50, 8192, 200",
            "256, 50, 6600, 212", "256, 50, 2000, 1090", "9000000000, 90, 8192, 2147483647"})
    void holdsWhatFitsBesideAllConnections(long heapMegabytes, int percent, int connections, int capacity) {
        assertThat(Places.fitting(heapMegabytes << 20, percent, connections)).isEqualTo(capacity);
    }

    @Test
    void holdsNobodyWhoseAnswerIsThere() throws Exception {
        request("/a/1").pass((request, response) -> assertThat(requests.size()).isZero());

        assertThat(requests.size()).isZero();
        assertThat(requests.byPath()).isEmpty();
    }

    @Test
    void freesThePlaceAtCompletion() throws Exception {
        MockRequest request = request("/a/1");
        request.park();

        request.complete();

        assertNobodyIsHeld();
    }

    /** Where the request's thread has not left yet, Tomcat tells no more than this. */
    @Test
    void freesThePlaceAtAnErrorAlone() throws Exception {
        MockRequest request = request("/a/1");
        request.park();

        request.breakOff();

        assertNobodyIsHeld();
    }

    @Test
    void freesThePlaceWhenTheDispatchHasAnswered() throws Exception {
        MockRequest request = request("/a/1");
        request.park();

        request.dispatch((again, response) -> assertThat(requests.size()).isEqualTo(1));

        assertNobodyIsHeld();
    }

    @Test
    void takesNoPlaceWhereTheHandlerFailsBeforeItGoesAsynchronous() {
        assertThatThrownBy(() -> request("/a/1").pass((request, response) -> {
            throw new ServletException("failed");
        })).hasMessage("failed");

        assertNobodyIsHeld();
    }

    @Test
    void takesNoPlaceWhereTheContainerDoesNotGoAsynchronous() {
        MockRequest request = request("/a/1");
        request.request().setAsyncSupported(false);

        assertThatThrownBy(request::park).isInstanceOf(IllegalStateException.class);

        assertNobodyIsHeld();
    }

    /** Its thread has failed, but only the container knows when it has ended. */
    @Test
    void keepsThePlaceOfARequestThatFailsAfterItWentAsynchronous() throws Exception {
        MockRequest request = request("/a/1");
        assertThatThrownBy(() -> request.pass((started, response) -> {
            started.startAsync(started, response);
            throw new ServletException("failed");
        })).hasMessage("failed");
        assertThat(requests.size()).isEqualTo(1);

        request.complete();

        assertNobodyIsHeld();
    }

    @Test
    void takesNoPlaceFromTheOthersForWhoeverIsRefused() throws Exception {
        request("/a/1").park();
        request("/a/2").park();
        for (int again = 0; again < 10; again++) {
            assertThat(request("/a/3").isRefused()).isTrue();
        }

        assertThat(requests.byPath()).isEqualTo(Map.of("a", 2));
    }

    @Test
    void freesAPlaceOnceHoweverOftenItsEndIsTold() throws Exception {
        MockRequest over = request("/a/1");
        over.park();
        request("/a/2").park();

        over.breakOff();
        over.complete();
        over.complete();

        assertThat(requests.size()).isEqualTo(1);
        assertThat(requests.byPath()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void countsARequestOnceThatIsParkedAgain() throws Exception {
        MockRequest request = request("/a/1");
        request.park();
        request("/a/2").park();

        request.dispatch((again, response) -> again.startAsync(again, response));
        assertThat(requests.byPath()).isEqualTo(Map.of("a", 2));

        request.complete();
        assertThat(requests.byPath()).isEqualTo(Map.of("a", 1));
    }

    /** A lambda that captures nothing is one object for all requests. */
    @Test
    void tellsTwoRequestsApartThatReturnTheSameCallable() throws Exception {
        MockRoom room = new MockRoom(new ManualTimer(), new Shared());
        MockRequest first = room.open(get("/"), new MockClient());
        MockRequest second = room.open(get("/"), new MockClient());
        assertThat(room.held()).isEqualTo(2);

        first.complete();
        assertThat(room.held()).isEqualTo(1);

        second.complete();
        assertThat(room.held()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 3600000", "0, 3600000", "1, 1", "5000, 5000"})
    void holdsNobodyForEver(long asked, long given) throws Exception {
        MockRequest request = request("/a/1");

        request.pass((started, response) -> started.startAsync(started, response).setTimeout(asked));

        assertThat(request.context().getTimeout()).isEqualTo(given);
    }

    @Test
    void namesTheFilterWhereItIsNotMapped() {
        assertThatThrownBy(() -> GuardFilter.of(new MockHttpServletRequest())).hasMessageContaining("guard");
    }

    @Test
    void answersAHeldRequestPastTheFiltersWhenTheApplicationStops() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/quotes", response);
        request.pass((started, gate) -> started.startAsync(started,
                new ContentCachingResponseWrapper((HttpServletResponse) gate)));

        stop();

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503").contains("\"/a/quotes\"");
        assertThat(request.request().isAsyncStarted()).isFalse();
        assertNobodyIsHeld();
    }

    @Test
    void endsACommittedResponseWithoutAWordWhenTheApplicationStops() throws Exception {
        MockClient client = new MockClient();
        MockRequest stream = new MockRequest(requests, "GET", "/a/stream", client);
        stream.park(() -> write(stream, "line"));
        client.setCommitted(true);

        stop();

        assertThat(client.text()).isEqualTo("line");
        assertThat(client.getStatus()).isEqualTo(200);
        assertThat(stream.request().isAsyncStarted()).isFalse();
    }

    @Test
    void leavesARequestAloneThatIsBeingDispatched() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/1", response);
        request.park();

        request.dispatch((again, same) -> stop());

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void touchesNoRequestThatIsOver() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/1", response);
        request.park();
        request.complete();

        stop();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void holdsNobodyAnyMoreOnceTheApplicationStops() throws Exception {
        stop();

        assertThat(request("/a/1").isRefused()).isTrue();

        assertNobodyIsHeld();
    }

    /** Each is waited for a second at most: one after the other they would take forty. */
    @Test
    void endsAllSideBySideThoughTheirWritersAreStuck() throws Exception {
        GuardFilter many = MockRequest.filter(1, 100, LIFE_MILLIS);
        List<MockClient> clients = new ArrayList<>();
        List<MockRequest> streams = new ArrayList<>();
        for (int each = 0; each < 40; each++) {
            MockClient client = new MockClient();
            MockRequest stream = new MockRequest(many, "GET", "/a/" + each, client);
            stream.park();
            client.setCommitted(true);
            client.stopReading();
            new Thread(() -> write(stream, "stuck")).start();
            clients.add(client);
            streams.add(stream);
        }
        await().until(() -> clients.stream().allMatch(MockClient::isBeingWrittenTo));
        long started = System.nanoTime();

        many.onApplicationEvent(closed());

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        assertThat(streams).noneMatch(stream -> stream.request().isAsyncStarted());
        assertThat(many.size()).isZero();
        clients.forEach(MockClient::readOn);
    }

    /** Tomcat dispatches nothing to an application that stops: the result would become a 404. */
    @Test
    void dispatchesNothingThatIsSetWhenTheApplicationStops() throws Exception {
        MockRequest request = request("/a/1");
        AtomicReference<AsyncContext> context = new AtomicReference<>();
        request.pass((started, response) -> context.set(started.startAsync(started, response)));
        Thread worker = new Thread(() -> {
            await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> requests.size() == 0);
            context.get().dispatch();
        });
        worker.start();

        stop();
        worker.join();

        assertThat(request.context().getDispatchedPath()).isNull();
        assertThat(request.request().isAsyncStarted()).isFalse();
    }

    /** While one writer is waited for, the others begin nothing new. */
    @Test
    void letsNobodyBeginToWriteOnceTheApplicationStops() throws Exception {
        MockClient stuck = new MockClient();
        MockRequest first = new MockRequest(requests, "GET", "/a/1", stuck);
        first.park();
        stuck.setCommitted(true);
        stuck.stopReading();
        new Thread(() -> write(first, "stuck")).start();
        MockClient client = new MockClient();
        MockRequest second = new MockRequest(requests, "GET", "/a/2", client);
        second.park();
        client.setCommitted(true);
        await().until(stuck::isBeingWrittenTo);
        Thread stop = new Thread(this::stop);
        stop.start();
        await().until(() -> MockClient.isAwaited(stop));

        Thread writer = new Thread(() -> write(second, "late"));
        writer.start();
        writer.join();
        stop.join();

        assertThat(client.text()).isEmpty();
        stuck.readOn();
    }

    @Test
    void passesEverythingElseThrough() throws Exception {
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

        requests.doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
        assertNobodyIsHeld();
    }

    private MockRequest request(String path) {
        return new MockRequest(requests, "GET", path, new MockHttpServletResponse());
    }

    private void assertNobodyIsHeld() {
        assertThat(requests.size()).isZero();
        assertThat(requests.byPath()).isEmpty();
    }

    private void stop() {
        requests.onApplicationEvent(closed());
    }

    private static ContextClosedEvent closed() {
        return new ContextClosedEvent(new StaticApplicationContext());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void write(MockRequest request, String text) {
        try {
            request.response().getOutputStream().write(text.getBytes());
        } catch (IOException ex) {
            // its client is told nothing more
        }
    }

    /** Returns one object to all who ask. */
    @Controller
    private static final class Shared {

        private static final Callable<String> CALLABLE = () -> "the same";

        @GetMapping("/")
        @ResponseBody
        Callable<String> shared() {
            return CALLABLE;
        }
    }
}
