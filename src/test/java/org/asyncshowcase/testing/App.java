package org.asyncshowcase.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application on one Tomcat, as its clients see it. Paths are relative to the context path. */
public final class App implements AutoCloseable {

    public static final String FORM = "application/x-www-form-urlencoded";
    public static final String JSON = "application/json";
    public static final String HTML = "text/html";

    /** Who owns the orders that the tests place. */
    private static final String VISITOR = "visitor=7e57e57e-7e57-4e57-8e57-7e57e57e57e5";
    /** What the form of a page sends. */
    private static final String[] TOKEN = {"Cookie", "XSRF-TOKEN=tests", "X-XSRF-TOKEN", "tests"};
    /** As lines of a request. */
    public static final String TOKEN_LINES = String.format("%s: %s\r\n%s: %s\r\n", (Object[]) TOKEN);

    /** As the format that {@link Tomcat} sets has it, and the pattern in logback.xml. */
    private static final Pattern WARNING =
            Pattern.compile("^((SEVERE|WARNING) |\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (ERROR|WARN) )");
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(FAIL_ON_TRAILING_TOKENS);

    private static final Pattern TIMELINE = Pattern.compile("[?&]timeline=([^&]+)");
    private static final int TOLD = 20;

    private final Deque<HttpResponse<String>> answers = new ArrayDeque<>();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Tomcat tomcat;
    private final boolean shared;
    private final Function<String, URI> uris;
    private int logged;

    private App(Tomcat tomcat, boolean shared, Function<String, URI> uris) {
        this.tomcat = tomcat;
        this.shared = shared;
        this.uris = uris;
    }

    /** As {@link Tomcat#start}: on a Tomcat of its own, which ends with it. */
    public static App start(String container, String name, String... jvmArguments) {
        return at(Tomcat.start(container, name, jvmArguments), false);
    }

    /** As {@link #start}, of another WAR; below the path that its name gives. */
    public static App start(String container, String name, Path war, String... jvmArguments) {
        return of(war, Tomcat.start(container, name, war, jvmArguments));
    }

    /** @param tomcat one of its own, with this WAR */
    public static App of(Path war, Tomcat tomcat) {
        return new App(tomcat, false, path -> tomcat.uri(path.replaceFirst("/async-showcase", contextPath(war))));
    }

    /** What has the same paths at this port without a context path, and is on no Tomcat. */
    public static App at(int port) {
        String server = "http://localhost:" + port;
        return new App(null, false, path -> URI.create(path.replaceFirst("/async-showcase", server)));
    }

    /** Another application on the same Tomcat, whose manager deploys it; what was logged before is none of its own. */
    public App deploy(Path war) throws IOException, InterruptedException {
        App deployed = of(war, tomcat);
        deployed.logged = tomcat.log().length();
        String answer = manage("deploy?path=" + contextPath(war) + "&war=" + tomcat.convert(war).toAbsolutePath().toUri());
        assertThat(answer).as(String.join("\n", deployed.warnings())).startsWith("OK - Deployed");
        return deployed;
    }

    /** What {@link #deploy} has deployed, of this WAR. */
    public void undeploy(Path war) throws IOException, InterruptedException {
        assertThat(manage("undeploy?path=" + contextPath(war))).startsWith("OK");
    }

    private static String contextPath(Path war) {
        return "/" + war.getFileName().toString().replace(".war", "");
    }

    /** On the {@linkplain Tomcat#shared shared} Tomcat, which is left at rest. */
    public static App shared(String container) {
        return at(Tomcat.shared(container), true);
    }

    private static App at(Tomcat tomcat, boolean shared) {
        return new App(tomcat, shared, tomcat::uri);
    }

    /** The same application for those who come through a proxy. */
    public App through(Function<String, URI> proxy) {
        return new App(tomcat, shared, proxy);
    }

    public Tomcat tomcat() {
        return tomcat;
    }

    /** A request of a visitor whose browser has a token. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = stranger(path).headers(TOKEN);
        return path.startsWith("/orders") ? request.header("Cookie", VISITOR) : request;
    }

    /** A request that has neither a token nor a cookie. */
    public HttpRequest.Builder stranger(String path) {
        return HttpRequest.newBuilder(uris.apply("/async-showcase" + path)).timeout(Patience.PATIENCE);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answered(client.send(request.build(), BodyHandlers.ofString()));
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(this::answered);
    }

    private HttpResponse<String> answered(HttpResponse<String> answer) {
        synchronized (answers) {
            answers.addLast(answer);
            if (answers.size() > TOLD) {
                answers.removeFirst();
            }
        }
        return answer;
    }

    /** The end of an answer that is larger than a string can be. */
    public CompletableFuture<HttpResponse<Void>> discardAsync(String path) {
        return client.sendAsync(request(path).build(), BodyHandlers.discarding());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept));
    }

    public HttpResponse<String> post(String path, String contentType, String body, String accept)
            throws IOException, InterruptedException {
        return send(postRequest(path, contentType, body, accept));
    }

    public CompletableFuture<HttpResponse<String>> postAsync(String path, String contentType, String body, String accept) {
        return sendAsync(postRequest(path, contentType, body, accept));
    }

    private HttpRequest.Builder postRequest(String path, String contentType, String body, String accept) {
        return request(path).header("Content-Type", contentType).header("Accept", accept)
                .POST(BodyPublishers.ofString(body));
    }

    /** So many requests at once; none has been answered yet, or waited for. */
    public List<CompletableFuture<HttpResponse<String>>> getAtOnce(int count, String path) {
        return Stream.generate(() -> sendAsync(request(path))).limit(count).collect(Collectors.toList());
    }

    /** Publishes a quote and returns its id. */
    public String publish(String symbol) throws IOException, InterruptedException {
        HttpResponse<String> response = post("/quotes", FORM, "price=1.5&symbol=" + symbol, JSON);
        assertThat(response.statusCode()).isEqualTo(202);
        return json(response).get("id").asText();
    }

    /** So many, one after the other; their ids. */
    public List<String> publish(int count) {
        List<String> ids = new ArrayList<>();
        try {
            for (int each = 0; each < count; each++) {
                ids.add(publish("ACME"));
            }
        } catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
        return ids;
    }

    /** A cursor before every quote that is published from now on: the id of a quote that has reached the log. */
    public String cursor() throws IOException, InterruptedException {
        String id = publish("ACME");
        await().untilAsserted(() ->
                assertThat(json(get("/deferred/quotes?after=gone-1")).get("last").asText()).isEqualTo(id));
        return id;
    }

    /** What was answered, and logged on a shared Tomcat, until now is none of the test's that begins. */
    void beginTest() {
        synchronized (answers) {
            answers.clear();
        }
        logged = shared ? tomcat.log().length() : 0;
    }

    /** How many requests for this path have ended, by Tomcat's access log: their threads are out of the application. */
    public long ended(String path) throws IOException {
        URI uri = uris.apply("/async-showcase" + path);
        return tomcat.answered().filter(line -> line.contains("GET " + uri.getRawPath())).count();
    }

    /**
     * What Tomcat and the application have logged: a Tomcat of the class's own since its start, a shared one in this test.
     */
    public String log() {
        return tomcat.log().substring(logged);
    }

    /**
     * The lines of {@link #log} at WARN or above, of a logger of Tomcat's or of the application's; the JDK has none. Without
     * what Tomcat says of a slow machine.
     */
    public List<String> warnings() {
        return log().lines().filter(WARNING.asPredicate())
                .filter(line -> !line.contains("Creation of SecureRandom instance"))
                // Tomcat 7 counts them when its pool says that it has ended: its last thread may be on its way out
                .filter(line -> !line.contains("Unable to destroy WebSocket thread group")).collect(Collectors.toList());
    }

    /** The last answers of this test, each with the lines of the log that have its id, and with its timeline. */
    String knew() {
        List<HttpResponse<String>> last;
        synchronized (answers) {
            last = new ArrayList<>(answers);
        }
        StringBuilder knew = new StringBuilder(this + " has answered:");
        for (HttpResponse<String> answer : last) {
            String id = header(answer, "X-Request-Id");
            knew.append("\n").append(answer.statusCode()).append(" to ").append(answer.request().method()).append(" ")
                    .append(answer.uri().getRawPath()).append("?").append(answer.uri().getRawQuery()).append(" ").append(id);
            log().lines().filter(line -> id != null && line.contains(id))
                    .forEach(line -> knew.append("\n    ").append(line));
            Matcher timeline = TIMELINE.matcher(answer.uri().toString());
            if (timeline.find()) {
                knew.append("\n    ").append(timeline(timeline.group(1)));
            }
        }
        return knew.toString();
    }

    private String timeline(String id) {
        try {
            return client.send(request("/lifecycle/" + id).build(), BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException ex) {
            return ex.toString();
        }
    }

    public JsonNode status() throws IOException, InterruptedException {
        return json(get("/status"));
    }

    /** The figures of /metrics, each by its name and labels. */
    public Map<String, Double> metrics() throws IOException, InterruptedException {
        return metrics(get("/metrics").body());
    }

    /** The figures of this text, which Prometheus reads. */
    public static Map<String, Double> metrics(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1).replace("Inf", "Infinity"))));
    }

    /** As {@link Tomcat#manage}. */
    public String manage(String command) throws IOException, InterruptedException {
        return tomcat.manage(command);
    }

    /** How many places of the guard are taken. */
    public int places() throws IOException, InterruptedException {
        int places = 0;
        for (JsonNode each : status().get("parkedByRoom")) {
            places += each.asInt();
        }
        return places;
    }

    /** Waits until so many requests are parked: their threads have left. Until none is, not even a place is taken. */
    public void awaitParked(int count) {
        await().untilAsserted(() ->
                assertThat(count == 0 ? places() : status().get("parked").asInt()).isEqualTo(count));
    }

    /** The body: one JSON value, and nothing after it. */
    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        if (shared) {
            tomcat.leaveAtRest();
        } else {
            tomcat.close();
        }
    }

    @Override
    public String toString() {
        return tomcat.toString();
    }
}
