package org.asyncshowcase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

/** A client that speaks STOMP, by one of the transports; nothing falls back to another one. */
public final class StompClient implements AutoCloseable {

    /** What a client can speak STOMP over; the last four as SockJS's own client does it. */
    public enum Transport { WEBSOCKET, SOCKJS_WEBSOCKET, XHR_STREAMING, EVENTSOURCE, XHR }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final App app;
    private final Transport transport;
    private final String user;
    private final String path;
    private WebSocket socket;

    private StompClient(App app, Transport transport, String user, String query) {
        this.app = app;
        this.transport = transport;
        this.user = user;
        this.path = transport == Transport.WEBSOCKET ? "/socket/websocket" + query
                : "/socket/000/" + UUID.randomUUID() + "/" + transport.name().toLowerCase().replace("sockjs_", "") + query;
    }

    /** The value of the cookie by which the application knows a user. */
    public static String newUser() {
        return UUID.randomUUID().toString();
    }

    /** Returns when the transport is open; nothing is sent. */
    public static StompClient open(App app, Transport transport, String user) {
        return open(app, transport, user, "");
    }

    /**
     * @param query of the first request, such as {@code ?timeline=ID}
     * @throws CompletionException if it is refused
     */
    public static StompClient open(App app, Transport transport, String user, String query) {
        StompClient client = new StompClient(app, transport, user, query);
        client.open();
        return client;
    }

    /** Returns when CONNECTED has come. */
    public static StompClient connect(App app, Transport transport, String user) {
        StompClient client = open(app, transport, user);
        client.connect();
        return client;
    }

    public void connect() {
        send("CONNECT", "", "accept-version:1.2", "heart-beat:0,10000");
        await("CONNECTED");
    }

    private void open() {
        if (transport == Transport.WEBSOCKET || transport == Transport.SOCKJS_WEBSOCKET) {
            // on a connection of its own: to the 100th request of one Tomcat answers Connection: close too, and this client
            // takes no handshake that says so
            socket = HttpClient.newHttpClient().newWebSocketBuilder().header("Cookie", "visitor=" + user)
                    .buildAsync(URI.create(app.request(path).build().uri().toString().replace("http:", "ws:")),
                            new Listener()).join();
        } else {
            Thread reader = new Thread(this::receive, "stomp");
            reader.setDaemon(true);
            reader.start();
        }
        if (transport != Transport.WEBSOCKET) {
            opened.orTimeout(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    /** One request after the other, until the server says that the session is closed. */
    private void receive() {
        try {
            while (!closed.isDone()) {
                HttpRequest.Builder request = app.request(path).header("Cookie", "visitor=" + user);
                if (transport != Transport.EVENTSOURCE) {
                    request.POST(BodyPublishers.noBody());
                }
                HttpResponse<Stream<String>> answer = CLIENT.send(request.build(), BodyHandlers.ofLines());
                if (answer.statusCode() != 200) {
                    throw new IOException("answered " + answer.statusCode());
                }
                answer.body().forEach(line -> receive(line.startsWith("data: ") ? line.substring(6) : line));
            }
        } catch (IOException | InterruptedException | UncheckedIOException ex) {
            opened.completeExceptionally(ex);
            closed.completeExceptionally(ex);
        }
    }

    /** A frame of SockJS. */
    private void receive(String frame) {
        try {
            if (frame.equals("o")) {
                opened.complete(null);
            } else if (frame.startsWith("a")) {
                JSON.readTree(frame.substring(1)).forEach(each -> add(each.asText()));
            } else if (frame.startsWith("c")) {
                closed.complete(JSON.readTree(frame.substring(1)).get(0).asInt());
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** One or more frames of STOMP. */
    private void add(String text) {
        Stream.of(text.split("\0")).filter(each -> !each.isBlank()).map(String::stripLeading).forEach(frames::add);
    }

    /** Sends a frame. */
    public void send(String command, String body, String... headers) {
        String head = Stream.of(headers).map(each -> each + "\n").collect(Collectors.joining());
        sendText(command + "\n" + head + "\n" + body + "\0");
    }

    /** Sends any text. */
    public void sendText(String frame) {
        try {
            if (transport == Transport.WEBSOCKET) {
                socket.sendText(frame, true).join();
            } else if (transport == Transport.SOCKJS_WEBSOCKET) {
                socket.sendText(JSON.writeValueAsString(List.of(frame)), true).join();
            } else {
                int status = app.send(app.request(path.replaceFirst("/[^/]*$", "/xhr_send"))
                        .header("Cookie", "visitor=" + user).header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(List.of(frame))))).statusCode();
                if (status != 204) {
                    throw new IOException("xhr_send was answered " + status);
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Subscribes, and returns when the broker has it. */
    public void subscribe(String destination) {
        String receipt = UUID.randomUUID().toString();
        send("SUBSCRIBE", "", "id:" + destination, "destination:" + destination, "receipt:" + receipt);
        await(frame -> frame.startsWith("RECEIPT") && frame.contains(receipt));
    }

    /** What the application answers to a SUBSCRIBE of its own. */
    public JsonNode ask(String destination) throws IOException {
        String id = UUID.randomUUID().toString();
        send("SUBSCRIBE", "", "id:" + id, "destination:" + destination);
        return json(await(frame -> frame.startsWith("MESSAGE") && frame.contains("subscription:" + id)));
    }

    /** The bodies that have come from this destination. */
    public List<JsonNode> bodies(String destination) {
        return frames.stream().filter(each -> each.startsWith("MESSAGE"))
                .filter(each -> each.contains("destination:" + destination + "\n")).map(StompClient::json)
                .collect(Collectors.toList());
    }

    /** The ids of the quotes that have come from the topic. */
    public List<String> ids() {
        return bodies("/topic/quotes").stream().map(each -> each.path("id").asText("gap")).collect(Collectors.toList());
    }

    private static JsonNode json(String frame) {
        try {
            return JSON.readTree(frame.substring(frame.indexOf("\n\n") + 2));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Waits for a frame that begins so. */
    public String await(String begin) {
        return await(frame -> frame.startsWith(begin));
    }

    private String await(Predicate<String> wanted) {
        Awaitility.await().until(() -> frames.stream().anyMatch(wanted));
        return frames.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** The code with which the server closes it. */
    public int awaitClosed() {
        return closed.orTimeout(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** Leaves with good manners; those without are {@link RawRequest}'s. */
    @Override
    public void close() {
        if (!closed.isDone()) {
            send("DISCONNECT", "");
        }
        closed.complete(1000);
        if (socket != null) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null).join();
        }
    }

    /** Of a WebSocket, with SockJS or without. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String all = text.toString();
                text.setLength(0);
                if (transport == Transport.WEBSOCKET) {
                    add(all);
                } else {
                    receive(all);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
