package org.asyncshowcase.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** A response that is read line by line as it comes, on a connection and by a thread of its own. */
public final class EventStream implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final HttpResponse<InputStream> response;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns when the headers are there. */
    public static EventStream open(App app, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = app.request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return open(request);
    }

    /** The same, of any request. */
    public static EventStream open(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new EventStream(client.send(request.build(), BodyHandlers.ofInputStream()));
    }

    private void read() {
        boolean gzip = response.headers().firstValue("Content-Encoding").equals(Optional.of("gzip"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                gzip ? new Gunzipped(response.body()) : response.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            end.complete(null);
        } catch (IOException | UncheckedIOException ex) {
            end.completeExceptionally(ex);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    public List<String> lines() {
        return lines;
    }

    /** The ids of the events that came until now. */
    public List<String> ids() {
        List<String> now = new ArrayList<>(lines);
        return IntStream.range(0, now.size() - 1)
                .filter(i -> now.get(i).startsWith("id: ") && now.get(i + 1).startsWith("data: "))
                .mapToObj(i -> now.get(i).substring(4)).collect(Collectors.toList());
    }

    /** Waits for the regular end of the response, its last chunk; throws if it was cut. */
    public void awaitRegularEnd() throws InterruptedException, ExecutionException, TimeoutException {
        end.get(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    public boolean isOver() {
        return end.isDone();
    }

    /** Leaves: the connection is closed. */
    @Override
    public void close() throws IOException {
        response.body().close();
    }

    /** Hands out what has come: else a reader waits until its buffer is full. */
    private static final class Gunzipped extends GZIPInputStream {

        Gunzipped(InputStream in) throws IOException {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
