package org.asyncshowcase.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.OldApplication;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.util.DigestUtils;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The old application of src/old, on Tomcat 7: it answers the same after each of its steps, and what a step is for has
 * become better by it. The figures are in target/old-application.csv.
 */
@Runs(on = On.OLD, inMatrixOnly = true)
class OldApplicationIT {

    private static final String CONTAINER = "7.0.109";
    /** What is larger than the young generation is soon in the old one, which is measured. A guard lets 12 orders wait. */
    private static final String[] ARGUMENTS = {"-Dshop.port=0", "-Xmn16m", "-Dguard.path-capacities=order.do=12"};
    private static final Path CSV = Path.of("target/old-application.csv");
    /** A figure that moved by less might have moved by itself. */
    private static final double MARGIN = 3;

    /** In the order of the steps; some have two. */
    private static final List<Figure> FIGURES = List.of(
            new Figure(1, "servlet and filters that support async", "1 is all", OldApplicationIT::asyncSupported),
            new Figure(2, "a quick answer, beside 12 connections that ask nothing", "ms",
            OldApplicationIT::besideSilentConnections),
            new Figure(3, "Spring", "version",
            app -> Double.parseDouble(probe(app, "spring.do").replaceFirst("^(\\d+\\.\\d+).*", "$1"))),
            new Figure(4, "container threads, during 8 slow calls", "threads",
            app -> busy(app, app.getAtOnce(8, "/offer.do?item=tea"))),
            new Figure(4, "quick answers, one after the other, until 60 slow calls are over", "answers",
            app -> beside(app, app.getAtOnce(60, "/offer.do?item=tea"))),
            new Figure(5, "quick answers, one after the other, until 8 reports are over", "answers",
            app -> beside(app, app.getAtOnce(8, "/report.do?rows=100000"))),
            new Figure(6, "first byte of a report of 100,000 rows", "ms", OldApplicationIT::firstByte),
            new Figure(6, "old generation, grown by a report of 250,000 rows", "MB", OldApplicationIT::grown),
            new Figure(7, "threads started for 60 imports", "threads", OldApplicationIT::threadsOfImports),
            new Figure(7, "entries left of 60 imports and more", "entries",
            app -> Double.parseDouble(probe(app, "entries.do?controller=importController"))),
            new Figure(8, "requests until an import is done", "requests", OldApplicationIT::requestsOfAnImport),
            new Figure(9, "container threads, during 8 orders", "threads",
            app -> busy(app, Stream.generate(() -> order(app, "tea")).limit(8).collect(toList()))),
            new Figure(9, "entries left of 8 orders and more", "entries",
            app -> Double.parseDouble(probe(app, "entries.do?controller=orderController"))),
            new Figure(10, "container threads, during 8 uploads", "threads",
            app -> busy(app, Stream.generate(() -> upload(app)).limit(8).collect(toList()))),
            new Figure(11, "orders that wait, of 40 at once, where 12 may", "orders", OldApplicationIT::waitingOrders),
            new Figure(12, "connections in use, during 8 pages of a customer", "connections",
            app -> during(app, app.getAtOnce(8, "/customer.do?id=1"), "connections.do")));

    private final Map<Figure, Double> before = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> answersTheSameAndDoesBetterAfterEachStep() throws IOException {
        Files.writeString(CSV, "step,figure,unit,before,after\n");
        return IntStream.rangeClosed(0, OldApplication.steps().size()).mapToObj(steps ->
                dynamicTest(steps == 0 ? "00-old" : OldApplication.steps().get(steps - 1), () -> isBetterAfter(steps)));
    }

    private void isBetterAfter(int steps) throws Exception {
        OldApplication application = OldApplication.after(steps);
        try (App app = application.start(CONTAINER, "OldApplicationIT", ARGUMENTS)) {
            answersTheSame(app);
            if (steps == OldApplication.steps().size()) {
                refusesWhatDoesNotFit(app);
            }
            if (steps == OldApplication.steps().size() - 1) {
                keepsTheConnectionOfAnOpenSessionThatIsNotBoundToAnotherThread(app);
            }
            Map<Figure, Double> after = new HashMap<>();
            for (Figure figure : FIGURES) {
                if (figure.step == steps) {
                    after.put(figure, figure.measure.of(app));
                } else if (figure.step == steps + 1) {
                    before.put(figure, figure.measure.of(app));
                }
            }
            for (Figure figure : FIGURES) {
                if (figure.step == steps) {
                    assumeThat(before).as("what the test of the step before has measured").containsKey(figure);
                    moves(figure, before.get(figure), after.get(figure));
                }
            }
        }
    }

    private static void moves(Figure figure, double before, double after) throws IOException {
        String line = String.format("%s,\"%s\",%s,%s,%s%n", OldApplication.steps().get(figure.step - 1), figure.name,
                figure.unit, before, after);
        Files.writeString(CSV, line, StandardOpenOption.APPEND);
        if (figure.step == 1 || figure.step == 3) {
            assertThat(after).as(line).isGreaterThan(before);
        } else if (figure.unit.equals("answers")) {
            assertThat(after).as(line).isGreaterThanOrEqualTo(before * MARGIN);
        } else {
            assertThat(before).as(line).isPositive().isGreaterThanOrEqualTo(after * MARGIN);
        }
    }

    /** The filter still stands before what is asynchronous: one step before the last. */
    private static void keepsTheConnectionOfAnOpenSessionThatIsNotBoundToAnotherThread(App app) throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = app.sendAsync(app.request("/probe/read.do?millis=3000"));
        await().until(() -> probe(app, "connections.do").equals("1"));
        assertThat(waiting).isNotDone();
        answers(waiting.get(), 200, "nothing happened");
        await().until(() -> probe(app, "connections.do").equals("0"));

        answers(app.get("/probe/lazy.do"), 500, "");

        assertThat(app.log()).contains("shop.Customer.purchases, could not initialize proxy - no Session");
    }

    @Test
    void hasAFigureForEachStep() {
        assertThat(FIGURES).extracting(figure -> figure.step).containsAll(
                IntStream.rangeClosed(1, OldApplication.steps().size()).boxed().collect(toList()));
    }

    /** What its users know of it. */
    private static void answersTheSame(App app) throws Exception {
        HttpResponse<String> first = app.send(as("anna", app, "/offer.do?item=tea"));
        String session = App.header(first, "Set-Cookie").split(";")[0];
        CompletableFuture<HttpResponse<String>> second =
                app.sendAsync(as("ben", app, "/offer.do?item=milk").header("Cookie", session));
        CompletableFuture<HttpResponse<String>> start = app.sendAsync(as("carl", app, "/"));
        CompletableFuture<HttpResponse<String>> missing = app.sendAsync(as("dora", app, "/offer.do?item=none"));
        CompletableFuture<HttpResponse<String>> order = order(app, "tea");
        CompletableFuture<HttpResponse<String>> lost = order(app, "lost");
        CompletableFuture<HttpResponse<String>> upload = upload(app);
        int requests = requestsOfAnImport(app);

        assertThat(requests).isBetween(1, 20);
        answers(first, 200, "tea for 3.50, anna", "seen\">tea <");
        answers(second.get(), 200, "milk for 3.50, ben", "seen\">tea milk <");
        answers(start.get(), 200, "tea for 3.50, carl", "seen\">tea <");
        answers(missing.get(), 404, "There is no such thing.");
        answers(order.get(), 200, "<p id=\"order\">tea is on its way</p>");
        answers(lost.get(), 200, "<p id=\"order\">not confirmed yet</p>");
        answers(upload.get(), 200, DigestUtils.md5DigestAsHex(new byte[100_000]));
        answers(app.get("/nowhere"), 404, "There is no such thing.");
        answers(app.get("/offer.do"), 400, "");
        answers(app.get("/stock.do?item=milk"), 200, "milk: 4");
        answers(app.get("/job.do?id=none"), 200, "unknown");
        answers(app.get("/customer.do?id=1"), 200, "anna, 3.50:", "tea milk");
        answers(app.get("/import.jsp"), 200, "<button>Import</button>");
        HttpResponse<String> report = app.get("/report.do?rows=2000");
        answers(report, 200, "item,stock\nan item with the number 0,0\n", "an item with the number 1999,59\n");
        assertThat(report.body().lines()).hasSize(2001);
        assertThat(App.header(report, "Content-Type")).startsWith("text/csv");
        leavesNoFile(app);
        logsWhoWaitedHowLong(app);
    }

    /** Two reports run, ten wait; the others do not fail, and do not wait either. */
    private static void refusesWhatDoesNotFit(App app) throws Exception {
        List<HttpResponse<String>> responses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> request : app.getAtOnce(40, "/report.do?rows=50000")) {
            responses.add(request.get());
        }
        assertThat(responses).extracting(HttpResponse::statusCode).contains(200, 503).containsOnly(200, 503);
        responses.stream().filter(response -> response.statusCode() == 503).forEach(refused ->
                answers(refused, 503, "Please try again."));
        answers(app.get("/stock.do?item=tea"), 200, "tea: 3");
    }

    private static void answers(HttpResponse<String> response, int status, String... parts) {
        assertThat(response.statusCode()).as(response.uri() + " " + response.body()).isEqualTo(status);
        assertThat(response.body()).contains(parts);
    }

    private static void leavesNoFile(App app) {
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(app.tomcat().base())) {
                assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith("upload_"));
            }
        });
    }

    /** Once for each request, with its own user, and the whole time. */
    private static void logsWhoWaitedHowLong(App app) {
        Pattern line = Pattern.compile("INFO  \\[(anna|ben|carl|dora)] /shop/offer\\.do took (\\d+) ms");
        await().untilAsserted(() -> {
            List<MatchResult> lines = line.matcher(app.log()).results().collect(toList());
            assertThat(lines).extracting(found -> found.group(1)).containsExactlyInAnyOrder("anna", "ben", "carl", "dora");
            assertThat(lines).allSatisfy(found -> assertThat(Integer.parseInt(found.group(2))).isBetween(290, 10_000));
        });
    }

    private static HttpRequest.Builder as(String user, App app, String path) {
        return app.request(path).header("X-User", user);
    }

    private static CompletableFuture<HttpResponse<String>> order(App app, String item) {
        return app.postAsync("/order.do", App.FORM, "item=" + item, App.HTML);
    }

    private static CompletableFuture<HttpResponse<String>> upload(App app) {
        return app.sendAsync(Multipart.upload(app, "name", new byte[100_000]).uri(app.request("/upload.do").build().uri()));
    }

    private static String probe(App app, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = app.get("/probe/" + path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static double asyncSupported(App app) throws IOException, InterruptedException {
        return Double.parseDouble(probe(app, "async.do"));
    }

    /** Those that are busy for most of the time in which the requests wait; without the one that tells. */
    private static double busy(App app, List<CompletableFuture<HttpResponse<String>>> requests) throws Exception {
        return during(app, requests, "busy.do") - 1;
    }

    /** What the probe says for half of the time in which the requests wait: they do not come or end in one moment. */
    private static double during(App app, List<CompletableFuture<HttpResponse<String>>> requests, String path)
            throws Exception {
        List<Integer> samples = new ArrayList<>();
        CompletableFuture<?> all = CompletableFuture.allOf(requests.toArray(new CompletableFuture[0]));
        while (!isDone(all)) {
            samples.add(Integer.parseInt(probe(app, path)));
        }
        for (CompletableFuture<HttpResponse<String>> request : requests) {
            assertThat(request.get().statusCode()).isEqualTo(200);
        }
        return samples.stream().sorted().skip(samples.size() / 2).findFirst().orElseThrow(IllegalStateException::new);
    }

    private static double waitingOrders(App app) throws Exception {
        int waiting = 0;
        List<CompletableFuture<HttpResponse<String>>> orders =
                Stream.generate(() -> order(app, "lost")).limit(40).collect(toList());
        for (CompletableFuture<HttpResponse<String>> each : orders) {
            waiting += each.get().statusCode() == 200 ? 1 : 0;
        }
        return waiting;
    }

    /** How many quick answers come, one after the other, until these have come. */
    private static double beside(App app, List<CompletableFuture<HttpResponse<String>>> requests) throws Exception {
        CompletableFuture<?> all = CompletableFuture.allOf(requests.toArray(new CompletableFuture[0]));
        int answers = 0;
        for (; !isDone(all); answers++) {
            answers(app.get("/stock.do?item=tea"), 200, "tea: 3");
        }
        for (CompletableFuture<HttpResponse<String>> request : requests) {
            assertThat(request.get().statusCode()).isEqualTo(200);
        }
        return answers;
    }

    /** Some ms later, so that those who measure are not what is measured. */
    private static boolean isDone(CompletableFuture<?> requests) throws Exception {
        try {
            requests.get(10, MILLISECONDS);
            return true;
        } catch (TimeoutException ex) {
            return false;
        }
    }

    /** On a connection of its own. */
    private static double besideSilentConnections(App app) throws Exception {
        URI quick = app.request("/stock.do?item=tea").build().uri();
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                silent.add(new Socket(quick.getHost(), quick.getPort()));
            }
            return millisOf(() -> {
                try (InputStream in = quick.toURL().openStream()) {
                    in.readAllBytes();
                }
            });
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    private static double firstByte(App app) throws Exception {
        URLConnection report = app.request("/report.do?rows=100000").build().uri().toURL().openConnection();
        double millis = millisOf(() -> report.getInputStream().read());
        report.getInputStream().readAllBytes();
        return millis;
    }

    private static double grown(App app) throws Exception {
        probe(app, "grown.do");
        answers(app.get("/report.do?rows=250000"), 200, "number 249999,");
        return Double.parseDouble(probe(app, "grown.do"));
    }

    private static double threadsOfImports(App app) throws Exception {
        long before = Long.parseLong(probe(app, "threads.do"));
        String id = "";
        for (int i = 0; i < 60; i++) {
            id = app.post("/import.do", App.FORM, "", App.HTML).body();
        }
        String last = id;
        long after = Long.parseLong(probe(app, "threads.do"));
        await().until(() -> app.get("/job.do?id=" + last).body().equals("done"));
        return after - before;
    }

    /** As the page asks: until it is told another state than that it runs. */
    private static int requestsOfAnImport(App app) throws Exception {
        String id = app.post("/import.do", App.FORM, "", App.HTML).body();
        int[] requests = {0};
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).until(() -> {
            requests[0]++;
            return app.get("/job.do?id=" + id).body();
        }, state -> state.equals("done"));
        return requests[0];
    }

    private static double millisOf(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private interface Work {

        void run() throws Exception;
    }

    private interface Measure {

        double of(App app) throws Exception;
    }

    /** What a step moves. */
    private static final class Figure {

        final int step;
        final String name;
        final String unit;
        final Measure measure;

        Figure(int step, String name, String unit, Measure measure) {
            this.step = step;
            this.name = name;
            this.unit = unit;
            this.measure = measure;
        }
    }
}
