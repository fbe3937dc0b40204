package org.asyncshowcase.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.WithApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What strangers send, by the grammar of {@link Fuzz}: the same requests in every run, unless the properties
 * {@code fuzz.requests} and {@code fuzz.seed} say otherwise. Each answer of 5xx is in the log once.
 */
@Runs(on = On.NEW, inMatrixOnly = true)
@WithApp
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int AT_ONCE = 32;
    private static final Pattern ID = Pattern.compile("\r\nX-Request-Id: (\\S+)\r\n");
    private static final int MAX_BYTES = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final List<Integer> STATUSES = List.of(200, 202, 204, 206, 302, 303, 304, 400, 403, 404, 405, 406, 408,
            411, 413, 415, 416,
            501, 503);

    @Parameter
    App app;

    @Test
    void isAnsweredWithAStatusThatIsPromisedAndWithNothingThatWasTyped() throws Exception {
        List<Fuzz.Request> requests = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<Fuzz.Request> generator = Fuzz.requests().generator(1_000);
            Random random = new Random(SEED);
            for (int each = 0; each < REQUESTS; each++) {
                requests.add(generator.next(random).value());
            }
        });
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Map<String, Integer> statuses = new TreeMap<>();
        Queue<String> failed = new ConcurrentLinkedQueue<>();
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        requests.forEach(request -> clients.execute(() -> {
            try {
                String answer = answer(request);
                String status = answer.substring(0, Math.min(answer.length(), STATUS_AT + 3));
                synchronized (statuses) {
                    statuses.merge(status, 1, Integer::sum);
                }
                if (status.charAt(STATUS_AT) == '5') {
                    Matcher id = ID.matcher(answer);
                    failed.add(id.find() ? id.group(1) : "none: " + request);
                }
                if (!isPromised(request, answer)) {
                    wrong.add(request + "\n=> " + answer.substring(0, Math.min(answer.length(), 2_000)));
                }
            } catch (IOException | RuntimeException ex) {
                wrong.add(request + "\n=> " + ex);
            }
        }));
        clients.shutdown();
        assertThat(clients.awaitTermination(10, TimeUnit.MINUTES)).isTrue();

        assertThat(wrong).as("of seed " + SEED + ": " + statuses).isEmpty();
        // it has seen more than refusals
        assertThat(statuses.get("HTTP/1.1 200")).isGreaterThan(REQUESTS / 10);
        List<String> logged = app.log().lines().filter(line -> !line.contains("An Executor is required")).collect(toList());
        assertThat(failed).isNotEmpty().allSatisfy(id ->
                assertThat(logged).filteredOn(line -> line.contains("] " + id + " ")).hasSize(1));
        // the second is the textbook's, and said once
        assertThat(app.warnings())
                .filteredOn(line -> !line.matches(".*/error\\S* failed") && !line.contains("An Executor is required"))
                .isEmpty();
        assertThat(app.log().lines()).noneMatch(line -> line.startsWith(Fuzz.LINE));
    }

    /** The head, and what comes of the body at once; a stream goes on, and is left. */
    private String answer(Fuzz.Request request) throws IOException {
        URI uri = app.request("/").build().uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(30_000);
            try {
                socket.getOutputStream().write(request.bytes);
            } catch (IOException ex) {
                // answered before it was read to its end: the answer is there
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            byte[] part = new byte[16 * 1024];
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            try {
                for (int read = in.read(part); read >= 0 && answer.size() < MAX_BYTES && System.nanoTime() < until; read =
                        in.read(part)) {
                    answer.write(part, 0, read);
                    // the log is the one stream of another type
                    if (request.target.startsWith("/stream/log") && answer.toString(ISO_8859_1).contains("\r\n\r\n")
                            || answer.size() < part.length && answer.toString(ISO_8859_1).contains("event-stream")) {
                        socket.setSoTimeout(50);
                        until = System.nanoTime();
                    }
                }
            } catch (SocketTimeoutException ex) {
                // a stream
            }
            return answer.toString(ISO_8859_1);
        }
    }

    private static boolean isPromised(Fuzz.Request request, String answer) {
        String head = answer.split("\r\n\r\n", 2)[0];
        if (head.length() < STATUS_AT + 3) {
            return false;
        }
        int status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
        boolean fails = request.target.split("[?;.%]")[0].replaceAll("/+$", "").endsWith("/error");
        if (!STATUSES.contains(status) && !(status == 500 && fails)) {
            return false;
        }
        if (status == 503 && !head.contains("\r\nRetry-After: ")) {
            return false;
        }
        // only /textbook/visit needs a session, and it is not asked here
        return !head.contains("JSESSIONID") && !answer.contains("\tat ") && !answer.contains("Apache Tomcat/")
                && !answer.contains("java.lang.")
                && !head.contains("\r\n" + Fuzz.HEADER) && !answer.contains(Fuzz.SCRIPT);
    }
}
