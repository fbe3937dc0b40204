package org.asyncshowcase.rooms.reactive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteLog;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** At once: no quote may follow. */
    @Test
    void emitsAGapWhereTheLogHasABreak() {
        Client client = new Client();
        flux(log, 0).subscribe(client);
        client.request(3);
        publish(log, 0, 1);

        log.interrupted();

        assertThat(client.got).containsExactly("q-0", "gap");
        publish(log, 1, 2);
        assertThat(client.got).containsExactly("q-0", "gap", "q-1");
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

    /** Trap 16: a quote that comes while a reader subscribes; whoever looks first would wait for the next one. */
    @Test
    void losesNoQuoteBetweenLookingBackAndWaiting() throws Exception {
        ExecutorService publisher = Executors.newSingleThreadExecutor();
        Quote quote = new Quote("q-0", "ACME", "1", 0);
        for (int round = 0; round < 40_000; round++) {
            QuoteLog log = new QuoteLog(2);
            List<Client> clients = List.of(new Client(), new Client());
            AtomicBoolean begun = new AtomicBoolean();
            // the one and the other are earlier by turns
            int delay = round % 200;
            Future<?> published = publisher.submit(() -> {
                begun.set(true);
                spin(delay);
                log.append(quote);
            });
            while (!begun.get()) {
                Thread.onSpinWait();
            }
            spin(round / 200 % 20);
            for (Client client : clients) {
                client.atOnce = true;
                flux(log, 0).subscribe(client);
            }
            published.get();

            // whoever subscribed in time has been called by now, or has found it
            assertThat(clients).allSatisfy(client -> assertThat(client.got).containsExactly("q-0"));
        }
        publisher.shutdown();
    }

    @RepeatedTest(5)
    void losesAndDoublesNothingWhileQuotesCome() throws Exception {
        int count = 5_000;
        QuoteLog log = new QuoteLog(count);
        List<String> published = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            published.add("q-" + Integer.toString(each, 36));
        }
        Thread publisher = new Thread(() -> publish(log, 0, count));
        List<Client> clients = List.of(new Client(), new Client());
        clients.forEach(client -> flux(log, 0).subscribe(client));
        publisher.start();
        while (publisher.isAlive()) {
            clients.forEach(client -> client.request(1));
        }
        publisher.join();
        clients.forEach(client -> client.request(count));

        assertThat(clients).allSatisfy(client -> assertThat(client.got).isEqualTo(published));
    }

    private static void spin(int times) {
        for (int each = 0; each < times; each++) {
            Thread.onSpinWait();
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

        private boolean atOnce;

        private final List<String> got = Collections.synchronizedList(new ArrayList<>());

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            if (atOnce) {
                subscription.request(10);
            }
        }

        @Override
        protected void hookOnNext(ServerSentEvent<Object> event) {
            got.add(event.id() == null ? event.event() : event.id());
        }
    }
}
