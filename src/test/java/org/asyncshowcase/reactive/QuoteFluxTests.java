package org.asyncshowcase.reactive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.asyncshowcase.events.Quote;
import org.asyncshowcase.events.QuoteLog;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class QuoteFluxTests {

    private final QuoteLog log = new QuoteLog(10);

    @Test
    void givesWhatIsAskedForAndHoldsNothing() {
        Client client = new Client();
        publish(log, 0, 3);
        flux(log, 0).subscribe(client);
        assertThat(client.got).isEmpty();

        client.request(2);
        assertThat(client.got).containsExactly("q-0", "q-1");

        publish(log, 3, 5);
        client.request(2);
        assertThat(client.got).containsExactly("q-0", "q-1", "q-2", "q-3");
    }

    @Test
    void bringsAQuoteToWhomAskedBeforeItCame() {
        Client client = new Client();
        flux(log, 0).subscribe(client);
        client.request(2);

        publish(log, 0, 5);

        assertThat(client.got).containsExactly("q-0", "q-1");
    }

    @Test
    void tellsTheGapOfWhatTheLogHasOverwritten() {
        Client client = new Client();
        flux(log, 0).subscribe(client);

        publish(log, 0, 12);
        client.request(2);

        assertThat(client.got).containsExactly("gap", "q-2");
    }

    @Test
    void leavesTheLogWhenTheReaderDoes() {
        Client client = new Client();
        flux(log, 0).subscribe(client);
        client.request(100);

        client.cancel();
        publish(log, 0, 5);

        assertThat(client.got).isEmpty();
    }

    /** Trap 16: two readers, who ask and are served on threads of their own, miss nothing that comes meanwhile. */
    @RepeatedTest(20)
    void losesAndDoublesNothingBetweenLookingBackAndWaiting() throws Exception {
        int count = 5_000;
        QuoteLog log = new QuoteLog(count);
        List<String> published = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            published.add("q-" + Integer.toString(each, 36));
        }
        CountDownLatch begun = new CountDownLatch(1);
        Thread publisher = new Thread(() -> {
            begun.countDown();
            publish(log, 0, count);
        });
        publisher.start();
        begun.await();
        List<Client> clients = List.of(new Client(), new Client());
        clients.forEach(client -> flux(log, 0).subscribe(client));
        while (publisher.isAlive()) {
            clients.forEach(client -> client.request(1));
        }
        publisher.join();
        clients.forEach(client -> client.request(count));

        for (Client client : clients) {
            await().untilAsserted(() -> assertThat(client.got).isEqualTo(published));
        }
    }

    private static Flux<ServerSentEvent<Object>> flux(QuoteLog log, long position) {
        return new QuoteFlux(log).from(position);
    }

    private static void publish(QuoteLog log, int from, int to) {
        for (int each = from; each < to; each++) {
            log.append(new Quote("q-" + Integer.toString(each, 36), "ACME", "1", 0));
        }
    }

    /** Asks only when it is told to. */
    private static final class Client extends BaseSubscriber<ServerSentEvent<Object>> {

        private final List<String> got = Collections.synchronizedList(new ArrayList<>());

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // asks for nothing yet
        }

        @Override
        protected void hookOnNext(ServerSentEvent<Object> event) {
            got.add(event.id() == null ? event.event() : event.id());
        }
    }
}
