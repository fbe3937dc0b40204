package org.asyncshowcase.container;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.asyncshowcase.broken.ContainerMistakes;
import org.asyncshowcase.broken.SpringMistakes;
import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.BrokenWar;
import org.asyncshowcase.testing.Multipart;
import org.asyncshowcase.testing.RawRequest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.springframework.core.annotation.AnnotatedElementUtils.findMergedAnnotation;

/** docs/messages.md: each of its texts is seen, on the Tomcats that it names, when the mistake is made that it names. */
@Runs(on = On.EACH_TOMCAT, inMatrixOnly = true)
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
class MessagesIT {

    /** Tomcat and Spring say some things no more: it has an old Spring, too. */
    private static final String OLD = "7.0.96";
    /** What takes a second or more is asked for first. */
    private static final List<String> SLOW = List.of("/timeout", "/interrupted", "/stream-timeout", "/stalled",
            "/send-unknown");
    private static final Pattern SECTION = Pattern.compile("(?m)^### `(.+)`\n\nSeen on (.+), by `(/\\S+)` of \\[(\\w+)]");
    private static final Pattern CONTENTS = Pattern.compile("(?m)^- \\[`(.+)`]\\(#(.+)\\)$");

    @Parameter
    App app;

    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();
    private final Deque<RawRequest> waiting = new ArrayDeque<>();

    static Stream<App> apps() {
        // a write to a client that does not read is given up soon
        String timeout = "-Dtests.timeout=1000";
        return Stream.concat(
                Runs.Here.containers(MessagesIT.class)
                        .map(each -> App.start(each, "MessagesIT", BrokenWar.pack("MessagesIT"), timeout)),
                Stream.of(OLD).map(each -> App.start(each, "MessagesIT", BrokenWar.packOld("MessagesIT"), timeout)));
    }

    /** In the order of the document: what stops the application is its last part. */
    @TestFactory
    Stream<DynamicTest> isSeen() throws IOException {
        List<Message> messages = messages().stream().filter(message -> message.isSeenOn(app.tomcat())).collect(toList());
        for (Message message : messages) {
            if (SLOW.contains(message.path) && asked.putIfAbsent(message.path, 0) == null) {
                waiting.add(RawRequest.stalled(app, message.path));
            }
        }
        return messages.stream().map(message -> dynamicTest(message.text, () -> isSeen(message)));
    }

    private void isSeen(Message message) throws Exception {
        if (!asked.containsKey(message.path)) {
            asked.put(message.path, app.log().length());
            ask(message.path);
        }
        await().pollInterval(Duration.ofMillis(50)).until(() ->
                message.isIn(app.log().substring(asked.get(message.path)) + said.getOrDefault(message.path, "")));
    }

    @AfterEach
    void leave() throws IOException {
        for (RawRequest each : waiting) {
            each.close();
        }
    }

    private void ask(String path) throws Exception {
        switch (path) {
        case "/left":
        case "/after-error":
            leave(path, true);
            break;
        case "/reset":
            leave(path, false);
            break;
        case "/callable/upload":
            app.send(Multipart.upload(app, "name", new byte[1]));
            break;
        case "/forgotten-thread":
            app.get(path);
            app.manage("undeploy?path=/broken");
            break;
        default:
            get(path);
        }
    }

    /** What breaks off is told by the client. */
    private void get(String path) throws InterruptedException {
        try {
            app.get(path, "text/event-stream, text/plain");
        } catch (IOException ex) {
            said.put(path, ex.toString());
        }
    }

    /** With the first bytes read, and more to come. */
    private void leave(String path, boolean saysSo) throws IOException {
        URI uri = app.request(path).build().uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
            if (saysSo) {
                socket.shutdownOutput();
            }
            socket.getInputStream().readNBytes(10);
            socket.setSoLinger(true, 0);
        }
    }

    @Test
    void areAllThatTheMistakesProduce() throws IOException {
        assertThat(messages()).extracting(message -> message.controller + message.path)
                .hasSameElementsAs(Stream.of(ContainerMistakes.class, SpringMistakes.class).flatMap(MessagesIT::mistakes)
                .collect(toList()));
    }

    private static Stream<String> mistakes(Class<?> controller) {
        return Stream.of(controller.getDeclaredMethods()).map(method -> findMergedAnnotation(method, RequestMapping.class))
                .filter(Objects::nonNull).flatMap(mapping -> Stream.of(mapping.path()))
                .map(path -> controller.getSimpleName() + path);
    }

    /** With the anchors that GitHub makes of the headings. */
    @Test
    void areListedAtTheTop() throws IOException {
        assertThat(document().lines().filter(line -> line.startsWith("### `"))).hasSameSizeAs(messages());
        assertThat(CONTENTS.matcher(document()).results().map(found -> found.group(1) + " " + found.group(2)))
                .containsExactlyElementsOf(messages().stream().map(message -> message.text + " "
                        + message.text.toLowerCase().replaceAll("[^\\w -]", "").replace(' ', '-')).collect(toList()));
    }

    private static List<Message> messages() throws IOException {
        return SECTION.matcher(document()).results()
                .map(found -> new Message(found.group(1), found.group(2), found.group(3), found.group(4))).collect(toList());
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/messages.md"));
    }

    private static final class Message {

        final String text;
        final List<String> tomcats;
        final String path;
        final String controller;

        Message(String text, String tomcats, String path, String controller) {
            this.text = text;
            this.tomcats = List.of(tomcats.split(", "));
            this.path = path;
            this.controller = controller;
        }

        /** By its whole version, or by its major one. */
        boolean isSeenOn(Tomcat tomcat) {
            String version = tomcat.toString().replace("Tomcat ", "");
            return tomcats.contains(version) || !version.equals(OLD) && tomcats.stream()
                    .anyMatch(each -> version.startsWith(each + "."));
        }

        /** An ellipsis stands for what differs, within a line. */
        boolean isIn(String log) {
            String pattern = Stream.of(text.split("…", -1)).map(Pattern::quote).collect(joining(".*"));
            return Pattern.compile(pattern).matcher(log).find();
        }
    }
}
