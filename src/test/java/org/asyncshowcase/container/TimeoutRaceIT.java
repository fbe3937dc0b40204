package org.asyncshowcase.container;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Patience;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A result that comes in the moment of its request's time-out. {@code -Drace.requests} and {@code -Drace.seconds} ask for
 * more, or for less.
 */
@Runs(on = On.EACH_TOMCAT, inMatrixOnly = true)
@WithApp({"-Devents.ticker.period=0", "-Dasync.timeout=1000", "-Dreactive.timeout=1000", "-Dtask.timeout=1000",
        "-Ddeferred.timeout=1000", "-Dexecutors.mvc.threads=400", "-Dexecutors.mvc.queue=2000",
        "-Dexecutors.partner.threads=600", "-Dexecutors.partner.queue=2000",
        "-Dguard.capacity=3000"})
class TimeoutRaceIT {

    private static final int REQUESTS = Integer.getInteger("race.requests", 1_500);
    private static final int SECONDS = Integer.getInteger("race.seconds", 5);
    private static final int AT_ONCE = 750;
    private static final int CONNECTIONS = 40;
    private static final String[] PATHS = {"/callable/body", "/task/body", "/reactive/mono", "/reactive/future",
            "/reactive/single"};

    @Parameter
    App app;

    /** Spring 5.2 leaves the request to whoever was first with a result, which may be too late: Tomcat answered 500. */
    @Test
    void answersTheResultOrTheTimeOutAndNothingElse() {
        Map<String, Integer> statuses = new TreeMap<>();
        Random delays = new Random(1);
        for (int sent = 0; sent < REQUESTS; sent += AT_ONCE) {
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int each = 0; each < AT_ONCE; each++) {
                String path = PATHS[each % PATHS.length] + "?delay=" + (950 + delays.nextInt(1_150));
                responses.add(app.sendAsync(app.request(path)));
            }
            responses.forEach(each -> statuses.merge(String.valueOf(each.join().statusCode()), 1, Integer::sum));
        }

        assertThat(statuses.keySet()).as(statuses.toString()).containsOnly("200", "503");
        app.awaitParked(0);
    }

    /**
     * Tomcat 8.5, 9 and 11 never answer the next asynchronous request on the connection of a result that meets its time-out.
     */
    @Test
    void answersTheNextRequestOfTheConnectionToo() throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        List<String> lost = new ArrayList<>();
        List<Thread> clients = new ArrayList<>();
        for (int each = 0; each < CONNECTIONS; each++) {
            Thread client = new Thread(() -> askOnOneConnection(goesOn, asked, lost));
            client.start();
            clients.add(client);
        }
        Random pauses = new Random(2);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            // what brings the results is the clock here: no order of events is asked for
            TimeUnit.MILLISECONDS.sleep(pauses.nextInt(60));
            app.publish("ACME");
        }
        goesOn.set(false);
        app.publish("ACME");
        for (Thread client : clients) {
            client.join();
        }

        assertThat(asked).hasPositiveValue();
        assertThat(lost).as("of " + asked).isEmpty();
        await().untilAsserted(() -> {
            assertThat(app.places()).isZero();
            assertThat(app.status().get("waitingForQuotes").asInt()).isZero();
        });
    }

    private void askOnOneConnection(AtomicBoolean goesOn, AtomicInteger asked, List<String> lost) {
        HttpClient connection = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (goesOn.get()) {
            // released by a quote at any moment, or by its time-out
            ask(connection, "/deferred/body?delay=" + (900 + asked.incrementAndGet() % 1_100), lost);
            ask(connection, "/deferred/timeout?delay=300", lost);
        }
    }

    private void ask(HttpClient connection, String path, List<String> lost) {
        CompletableFuture<HttpResponse<String>> answer =
                connection.sendAsync(app.request(path).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        try {
            int status = answer.get(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode();
            if (status != 200) {
                fail(lost, path + " " + status);
            }
        } catch (ExecutionException | TimeoutException ex) {
            fail(lost, path + " " + ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(List<String> lost, String what) {
        synchronized (lost) {
            lost.add(what);
        }
    }
}
