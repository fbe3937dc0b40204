import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Takes a copy of the sources up to a newer Spring by rules, and runs Maven there, with that level's own Tomcat and JDK. From
 * the folder of the project:
 * <pre>
 * java src/lift/Lift.java 5.3|6.2|7.0 [arguments of Maven; without any: verify]
 * java src/lift/Lift.java check|rules|report
 * </pre>
 * The copy is target/lift/LEVEL. A rule that changes nothing fails: it is no longer needed, or no longer right. {@code check}
 * applies them all, and runs nothing; {@code rules} prints them as a table; {@code report} writes that into docs/lift.md, and what
 * the tests of each level have said.
 */
public class Lift {

    private static final List<String> LEVELS = List.of("5.3", "6.2", "7.0", "7.0-jackson3");
    private static final List<String> COPIED = List.of("pom.xml", "README.md", "README.ko.md", "README.zh.md", "LICENSE",
            ".ci", "docs", "src");
    private static final List<Rule> RULES = new ArrayList<>();

    private static final String MESSAGES = "docs/messages.md";
    private static final Path DOCUMENT = Path.of("docs/lift.md");
    private static final String POM = "pom.xml";
    private static final String JAVA = "src/main/java/org/asyncshowcase/";
    private static final String TEST = "src/test/java/org/asyncshowcase/";
    private static final String WEB_INF = "src/main/webapp/WEB-INF/";

    static {
        versions();
        messages();
        jakarta();
        security();
        springSix();
        springSeven();
        tests();
        jackson3();
        news();
    }

    private static void versions() {
        artifact("5.3", "org.springframework:spring-framework-bom", "5.3.39", "the level");
        artifact("6.2", "org.springframework:spring-framework-bom", "6.2.19", "the level");
        artifact("7.0", "org.springframework:spring-framework-bom", "7.0.9", "the level");
        artifact("5.3", "io.projectreactor:reactor-bom", "2020.0.47", "Spring 5.3 asks for Reactor 3.4");
        artifact("6.2", "io.projectreactor:reactor-bom", "2024.0.18", "Spring 6.2 asks for Reactor 3.7");
        artifact("7.0", "io.projectreactor:reactor-bom", "2025.0.8", "Spring 7 asks for Reactor 3.8");
        text("5.3 6.2 7.0", POM, "<artifactId>reactor-netty</artifactId>", "<artifactId>reactor-netty-http</artifactId>",
                "since 1.0 it is in parts");
        text("5.3 6.2 7.0", JAVA + "rooms/reactive/package-info.java", "reactor-netty,", "reactor-netty-http,", "the list of what a room needs");
        text("5.3 6.2 7.0", POM, "<exclusion><groupId>io.netty</groupId><artifactId>netty-transport-native-epoll</artifactId></exclusion>",
                "<exclusion><groupId>io.netty</groupId><artifactId>netty-transport-native-epoll</artifactId></exclusion>"
                + "<exclusion><groupId>io.netty</groupId><artifactId>netty-resolver-dns-native-macos</artifactId></exclusion>",
                "native code, for macOS alone");
        artifact("7.0", "io.netty:netty-bom", "4.2.19.Final", "reactor-netty 1.3 asks for Netty 4.2");
        text("7.0", POM, "<artifactId>netty-resolver-dns-native-macos</artifactId></exclusion>",
                "<artifactId>netty-resolver-dns-native-macos</artifactId></exclusion>"
                + "<exclusion><groupId>io.netty</groupId><artifactId>netty-codec-native-quic</artifactId></exclusion>"
                + "<exclusion><groupId>io.netty</groupId><artifactId>netty-codec-http3</artifactId></exclusion>", "native code, for HTTP/3");
        artifact("5.3", "javax.servlet:javax.servlet-api", "3.1.0", "Spring 5.3 calls setContentLengthLong");
    }

    private static void jakarta() {
        text("5.3 6.2 7.0", JAVA + "guard/WriteThroughResponse.java", "    private final class Output extends ServletOutputStream {\n", """
                    private final class Output extends ServletOutputStream {

                        @Override
                        public boolean isReady() {
                            return out.isReady();
                        }

                        @Override
                        public void setWriteListener(javax.servlet.WriteListener listener) {
                            out.setWriteListener(listener);
                        }
                """, "Servlet 3.1: whoever wraps a stream says whether it can write without blocking");
        text("5.3 6.2 7.0", JAVA + "web/BodyRequest.java", "    private static final class Input extends ServletInputStream {\n", """
                    private static final class Input extends ServletInputStream {

                        @Override
                        public boolean isFinished() {
                            return false;
                        }

                        @Override
                        public boolean isReady() {
                            return true;
                        }

                        @Override
                        public void setReadListener(javax.servlet.ReadListener listener) {
                            throw new IllegalStateException("a body is read by blocking");
                        }
                """, "Servlet 3.1: the same for a stream that is read; ours blocks");
        artifact("6.2", "javax.servlet:javax.servlet-api", "jakarta.servlet:jakarta.servlet-api:6.0.0", "Tomcat 10.1");
        artifact("7.0", "javax.servlet:javax.servlet-api", "jakarta.servlet:jakarta.servlet-api:6.1.0", "Tomcat 11");
        pattern("6.2 7.0", POM, "    <!-- first: spring-test's mocks.*?</dependency>\\n", "", "org.apache.tomcat:tomcat-servlet-api, left out",
                "spring-test's mocks are of the same Servlet version");
        artifact("6.2 7.0", "javax.websocket:javax.websocket-api", "jakarta.websocket:jakarta.websocket-api:2.0.0", "the package's new name, and in one jar still");
        artifact("6.2 7.0", "javax.jms:javax.jms-api", "jakarta.jms:jakarta.jms-api:3.1.0", "Spring 6 knows jakarta.jms alone");
        artifact("6.2", "org.apache.activemq:activemq-broker", "6.1.8", "the first line with jakarta.jms");
        artifact("7.0", "org.apache.activemq:activemq-broker", "6.2.7", "as above, the newest");
        artifact("6.2", "org.apache.activemq:activemq-kahadb-store", "6.1.8", "as the broker");
        artifact("7.0", "org.apache.activemq:activemq-kahadb-store", "6.2.7", "as the broker");
        artifact("6.2", "org.apache.activemq:activemq-stomp", "6.1.8", "as the broker");
        artifact("7.0", "org.apache.activemq:activemq-stomp", "6.2.7", "as the broker");
        artifact("5.3", "org.springframework.amqp:spring-rabbit", "2.4.17", "Spring 5.3");
        artifact("6.2", "org.springframework.amqp:spring-rabbit", "3.2.12", "Spring 6.2");
        artifact("7.0", "org.springframework.amqp:spring-rabbit", "4.0.5", "Spring 7");
        artifact("6.2 7.0", "org.apache.taglibs:taglibs-standard-spec", "jakarta.servlet.jsp.jstl:jakarta.servlet.jsp.jstl-api:3.0.2",
                "JSTL of Jakarta EE");
        pattern("6.2 7.0", POM, "(jakarta.servlet.jsp.jstl-api</artifactId>\\s*<version>3.0.2</version><scope>runtime</scope>)",
                "$1\n      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>",
                "JSTL without what it depends on", "servlet-api, jsp-api, el-api: the container has them");
        artifact("6.2 7.0", "org.apache.taglibs:taglibs-standard-impl", "org.glassfish.web:jakarta.servlet.jsp.jstl:3.0.1", "JSTL of Jakarta EE");
        artifact("6.2 7.0", "io.reactivex.rxjava2:rxjava", "io.reactivex.rxjava3:rxjava:3.1.12", "Spring 6 writes RxJava 3's types, and 2's no longer");
        artifact("6.2 7.0", "ch.qos.logback:logback-classic", "1.5.18", "the first line with a listener of jakarta.servlet, and for Java 11");
        text("6.2 7.0", POM, "<maven.compiler.release>8<", "<maven.compiler.release>17<", "Spring 6 needs Java 17");
        text("6.2 7.0", POM, "<maven.compiler.testRelease>11<", "<maven.compiler.testRelease>17<", "Spring 6 needs Java 17");
        text("6.2 7.0", POM, "<maxJdkVersion>8<", "<maxJdkVersion>17<", "Spring 6 needs Java 17");
        pattern("6.2 7.0", "src/{main,test,benchmark}/java/**.java", "\\bjavax\\.(servlet|jms|websocket)(?=[.;])", "jakarta.$1", "`javax.servlet`, `javax.jms`, `javax.websocket` → `jakarta…`",
                "the packages' new names; in strings too, where no compiler sees them");
    }

    private static void security() {
        String xml = WEB_INF + "spring/web/filters/security.xml";
        text("5.3", POM, "<security.version>5.4.11<", "<security.version>5.8.16<", "the last line of 5, for Spring 5.3");
        text("6.2", POM, "<security.version>5.4.11<", "<security.version>6.5.5<", "for Spring 6.2");
        text("7.0", POM, "<security.version>5.4.11<", "<security.version>7.0.7<", "for Spring 7.0");
        text("6.2", POM, "      <dependency><groupId>commons-io<", "      <dependency><groupId>io.micrometer</groupId><artifactId>micrometer-observation</artifactId>"
                + "<version>1.16.8</version></dependency>\n      <dependency><groupId>commons-io<", "the registry's; Spring, Spring Security and spring-rabbit ask for older ones");
        text("6.2 7.0", xml, "org.asyncshowcase.security.RequestContexts", "org.springframework.security.web.context.RequestAttributeSecurityContextRepository",
                "Spring's own, which Basic writes to by itself");
        pattern("6.2 7.0", JAVA + "security/RequestContexts.java", ".+", "", "nothing is left of it", "as above");
        text("6.2 7.0", xml, "id=\"lazyTokens\" class=\"org.springframework.security.web.csrf.LazyCsrfTokenRepository\" c:_0-ref=\"tokens\"",
                "id=\"plainTokens\" class=\"org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler\"",
                "a token is made when it is asked for, by itself");
        text("6.2 7.0", xml, "<csrf token-repository-ref=\"lazyTokens\"", "<csrf token-repository-ref=\"tokens\" request-handler-ref=\"plainTokens\"",
                "by default a token is masked, and a script cannot send the cookie's value");
    }

    /** What one looks for in docs/messages.md has other texts, or is said no more. */
    private static void messages() {
        silent("5.3 6.2 7.0", "Cannot dispatch without an AsyncContext", "it does not try any more");
        silent("6.2 7.0", "An Executor is required to handle java.util.concurrent.Callable return values",
                "it reads `Performing asynchronous handling through the default Spring MVC SimpleAsyncTaskExecutor`, and comes once for all");
        silent("6.2 7.0", "Streaming through a reactive type requires an Executor to write to the response", "as above");
        message("Async request timed out",
                "response committed already: org.springframework.web.context.request.async.AsyncRequestTimeoutException");
        message("HttpMediaTypeNotAcceptableException: Could not find acceptable representation",
                "HttpMediaTypeNotAcceptableException: No acceptable representation");
        silent("6.2 7.0", "chunked transfer encoding, state: READING_LENGTH", "an answer that fails late ends as if it were whole");
        silent("7.0", "The response may not be written to once it has been closed", "it is taken for a client that has left");
    }

    private static void message(String before, String after) {
        text("6.2 7.0", MESSAGES, "`" + before + "`", "`" + after + "`", "another text");
        text("6.2 7.0", MESSAGES, "(#" + anchor(before) + ")", "(#" + anchor(after) + ")", "as above");
    }

    private static void silent(String levels, String message, String reason) {
        pattern(levels, MESSAGES, "(### `" + Pattern.quote(message) + "`\n\nSeen on )[^b]+, by", "$1Spring 5.2, by",
                "`" + message + "`: not seen", reason);
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    private static void springSix() {
        pattern("6.2 7.0", POM, "    <!-- uploads: Tomcat 7 reads.*?</dependency>\n", "", "no commons-fileupload", "Spring 6 reads no parts itself: the container does");
        text("6.2 7.0", JAVA + "web/Details.java", "((ResponseStatusException) failure).getStatus()",
                "((ResponseStatusException) failure).getStatusCode()", "a status is any number since 6.0");
        text("6.2 7.0", JAVA + "rooms/orders/package-info.java", "javax.jms-api", "jakarta.jms-api", "the list of what a room needs");
        text("6.2 7.0", TEST + "javaconfig/ShowcaseInitializer.java", "registration.setInitParameter(", "registration.setMultipartConfig(new jakarta.servlet.MultipartConfigElement(\"\"));\n        registration.setInitParameter(",
                "without it the container reads no parts");
        pattern("6.2 7.0", "src/{main,test}/java/**.java", "\\bio\\.reactivex\\.(schedulers|plugins)\\b", "io.reactivex.rxjava3.$1",
                "`io.reactivex` → `io.reactivex.rxjava3`", "RxJava 3");
        pattern("6.2 7.0", "src/{main,test}/java/**.java", "\\bio\\.reactivex\\.(Single|Flowable|Observable|Maybe|Completable|Scheduler)\\b", "io.reactivex.rxjava3.core.$1",
                "`io.reactivex` → `io.reactivex.rxjava3.core`", "RxJava 3");
        text("6.2 7.0", JAVA + "rooms/textbook/ReactiveForms.java", "Mono.subscriberContext().map(context -> {",
                "Mono.deferContextual(Mono::just).map(context -> {", "Reactor 3.5 has the newer name alone");
        text("6.2 7.0", JAVA + "rooms/textbook/ReactiveForms.java", ".subscriberContext(", ".contextWrite(", "Reactor 3.5 has the newer name alone");
        text("6.2 7.0", JAVA + "rooms/stream/LogLines.java", "PlainText.class.getName()", "PlainText::new", "Logback 1.5 asks for the constructor");
        text("6.2 7.0", JAVA + "rooms/reactive/ClientConnections.java", "client.tcpConfiguration(\n                tcp -> tcp.option("
                + "ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis))", "client.option(\n                "
                + "ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)", "reactor-netty 1.1");
        text("6.2 7.0", JAVA + "house/load/Burst.java", "tcpConfiguration(tcp -> tcp.runOn(threads))", "runOn(threads)", "reactor-netty 1.1");
        text("6.2 7.0", TEST + "webflux/WebFluxTwin.java", "tcpConfiguration(tcp -> tcp.runOn(threads))", "runOn(threads)", "reactor-netty 1.1");
        text("6.2 7.0", JAVA + "rooms/reactive/ClientConnections.java", "client.reactive.ReactorResourceFactory", "client.ReactorResourceFactory",
                "moved in 6.1: WebClient's and RestClient's are one");
        text("6.2 7.0", JAVA + "rooms/{blocking,reactive}/ClientController.java", "getRawStatusCode()", "getStatusCode().value()",
                "a status is any number since 6.0");
        file("6.2 7.0", JAVA + "rooms/socket/SocketUpgrade.java", "SocketUpgrade.java", "Spring's own upgrade is that of WebSocket 2.1");
        file("6.2 7.0", JAVA + "web/UploadResolver.java", "UploadResolver.java", "Spring 6 reads no parts itself: the container does");
        pattern("6.2 7.0", WEB_INF + "spring/web/filters/bodies.xml", "  <!-- MVC looks for this name.*?-->", "  <!-- MVC looks for this name. -->",
                "the comment", "as above");
        pattern("6.2 7.0", WEB_INF + "spring/web/filters/bodies.xml", "\n        p:defaultEncoding=.*?/>", "\n        c:partsLimit=\"\\${upload.parts}\"/>",
                "`p:defaultEncoding` … → `c:partsLimit`", "as above");
        text("6.2 7.0", JAVA + "web/BodyLimitFilter.java", "isOf(http, MediaType.APPLICATION_FORM_URLENCODED_VALUE)",
                "(isOf(http, MediaType.APPLICATION_FORM_URLENCODED_VALUE) || upload)",
                "what the container reads, it reads from the connection: an upload has to tell its length too");
        skip("6.2 7.0", TEST + "web/BodyLimitFilterTests.java", "void letsAnUploadBeLarger(", "an upload that does not tell its length is refused");
        text("6.2 7.0", TEST + "container/UploadIT.java", "new byte[41 * 1024 * 1024])), 413)", "new byte[1024])), 411)", "as above, however small");
        text("6.2 7.0", TEST + "container/ErrorsIT.java", "new byte[41 * 1024 * 1024]", "new byte[1024]", "as above, however small");
        pattern("6.2 7.0", TEST + "container/ErrorsIT.java", "(\"large\", TOO_LARGE\\)(?:[^\n;]*BROWSER\\))?\\), )413", "$1411",
                "413 → 411", "as above");
        pattern("6.2 7.0", WEB_INF + "web.xml", "(<servlet-name>appServlet</servlet-name>.*?<async-supported>true</async-supported>\n)(  *</servlet>)",
                "$1    <multipart-config/>\n$2", "`<multipart-config>` for `appServlet`",
                "without it the container reads no parts");
    }

    private static void springSeven() {
        artifact("7.0", "org.junit:junit-bom", "6.1.3", "spring-test 7 calls JUnit 6");
        pattern("7.0", JAVA + "rooms/reactive/LinesController.java", "    @GetMapping\\(path = \"/reactive/ndjson\", produces = MediaType.*?\n    }\n\n.*?    @",
                "    @", "no `application/stream+json`", "Spring 7 has forgotten it: what produces it would be collected, and an endless Flux never answer");
        text("7.0", JAVA + "rooms/reactive/LinesController.java", "MediaType.APPLICATION_STREAM_JSON_VALUE", "NDJSON", "as above");
        text("7.0", JAVA + "rooms/reactive/LinesController.java", "Flux<String>> xNdjson", "Flux<Row>> ndjson", "objects are streamed under the newer name");
        text("7.0", JAVA + "rooms/reactive/LinesController.java", "rows(count, size).map(this::line)", "rows(count, size)", "objects are streamed under the newer name");
        pattern("7.0", JAVA + "rooms/reactive/LinesController.java", "\n    private String line.*?\n    }\n", "", "no `line(Row)`", "as above");
        pattern("7.0", JAVA + "rooms/reactive/LinesController.java", "import com.fasterxml.jackson.core.*?;\n|import org.springframework.http.MediaType;\n", "", "no import of it", "as above");
        pattern("7.0", JAVA + "rooms/reactive/OtherTypesController.java", "import org.springframework.util.concurrent.Listenable\\w+;\\R", "",
                "no import of `ListenableFuture`", "Spring 7 has none");
        pattern("7.0", JAVA + "rooms/reactive/OtherTypesController.java", "ListenableFuture<Answer> listenable(.*?)String requestThread.*?return task;",
                "CompletableFuture<Answer> listenable$1return (CompletableFuture<Answer>) future(delay, request);",
                "`ListenableFuture` → `CompletableFuture`", "Spring 7 has none");
        text("7.0", JAVA + "web/*.java", "HttpStatus.PAYLOAD_TOO_LARGE", "HttpStatus.CONTENT_TOO_LARGE",
                "413 has both names: `HttpStatus.valueOf(413)` is the newer, and never `==` the older");
        text("7.0", JAVA + "web/Details.java", "case PAYLOAD_TOO_LARGE", "case CONTENT_TOO_LARGE", "as above: the case is never met");
        text("7.0", WEB_INF + "spring/web/mvc.xml", "    <mvc:path-matching suffix-pattern=\"false\" trailing-slash=\"false\"/>\n", "",
                "the attributes are refused; both are never true");
        text("7.0", WEB_INF + "spring/rooms/textbook/mvc.xml", "suffix-pattern=\"false\" trailing-slash=\"false\" ", "",
                "the attributes are refused; both are never true");
        text("7.0", "src/{main/resources,test/taken-home}/logback.xml", "  <root ", "  <!-- says at each start that the namespace is deprecated -->\n"
                + "  <logger name=\"org.springframework.web.servlet.config.MvcNamespaceHandler\" level=\"ERROR\"/>\n  <root ",
                "Spring warns of the namespace `mvc` at each start");
    }

    /** Tests of what only the newer levels have. */
    private static void news() {
        file("6.2 7.0", TEST + "lift/ContextPropagationTests.java", "ContextPropagationTests.java", "since 6.1 the Reactor context gets what the registry knows");
        file("6.2 7.0", TEST + "lift/VirtualThreadExecutorTests.java", "VirtualThreadExecutorTests.java", "since 6.1 MVC's executor may have virtual threads");
        file("6.2 7.0", TEST + "lift/DisconnectedClientTests.java", "DisconnectedClientTests.java", "since 6.1 a client that has gone has an exception of its own");
    }

    /** After the others: it may come later, Spring 7 still knows Jackson 2. */
    private static void jackson3() {
        String level = "7.0-jackson3";
        artifact(level, "com.fasterxml.jackson.core:jackson-databind", "tools.jackson.core:jackson-databind:3.2.1", "Jackson 3");
        text(level, POM, "      <dependency><groupId>commons-io<", "      <dependency>\n        <groupId>com.fasterxml.jackson.core</groupId>"
                + "<artifactId>jackson-annotations</artifactId>\n        <version>2.22</version>\n      </dependency>\n      <dependency><groupId>commons-io<",
                "the annotations have kept their name, and ActiveMQ its Jackson 2");
        text(level, POM, "<groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId>",
                "<groupId>tools.jackson.core</groupId><artifactId>jackson-databind</artifactId>", "Jackson 3");
        for (String files : List.of("src/main/java/**.java", TEST + "web/JsonTests.java", TEST + "rooms/stream/QuoteFramesTests.java")) {
            pattern(level, files, "\\bcom\\.fasterxml\\.jackson\\.(core|databind)\\b", "tools.jackson.$1",
                    "`com.fasterxml.jackson` → `tools.jackson`", "the packages' new names, but for the annotations");
        }
        text(level, JAVA + "web/Json.java", "tools.jackson.core.JsonFactory", "tools.jackson.core.json.JsonFactory", "moved");
        text(level, JAVA + "web/Json.java", "            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)",
                "            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)\n"
                + "            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)", "by default they come in another order than before");
        pattern(level, "src/main/java/**.java", "\\bJsonProcessingException\\b", "JacksonException", "`JsonProcessingException` → `JacksonException`", "renamed, and unchecked");
        text(level, TEST + "web/JsonTests.java", "getFactory()", "tokenStreamFactory()", "renamed");
        text(level, JAVA + "web/Details.java", "tools.jackson.core.JsonParseException", "tools.jackson.core.exc.StreamReadException", "renamed");
        text(level, JAVA + "web/Details.java", "JsonParseException", "StreamReadException", "renamed");
        text(level, JAVA + "web/Details.java", ".getProcessor()", ".processor()", "renamed");
        text(level, JAVA + "web/Details.java", "JsonMappingException.Reference::getFieldName", "tools.jackson.core.JacksonException.Reference::getPropertyName", "renamed");
        text(level, JAVA + "web/Details.java", "JsonMappingException", "DatabindException", "renamed");
        text(level, JAVA + "web/Details.java", "catch (IOException ex)", "catch (tools.jackson.core.JacksonException ex)", "unchecked");
        text(level, JAVA + "web/ProblemView.java", "MappingJackson2JsonView", "JacksonJsonView", "Spring's own names");
        text(level, JAVA + "web/JsonConverter.java", "MappingJackson2HttpMessageConverter", "JacksonJsonHttpMessageConverter", "Spring's own names");
        text(level, JAVA + "web/JsonConverter.java", "import java.lang.reflect.Type;", "import java.util.Map;", "another signature");
        text(level, JAVA + "web/JsonConverter.java", "Object object, Type type, HttpOutputMessage message) throws",
                "Object object, org.springframework.core.ResolvableType type,\n            HttpOutputMessage message, Map<String, Object> hints) throws", "another signature");
        text(level, JAVA + "web/JsonConverter.java", "        });\n", "        }, hints);\n", "another signature");
        text(level, WEB_INF + "spring/rooms/textbook/mvc.xml", "MappingJackson2HttpMessageConverter", "JacksonJsonHttpMessageConverter", "Spring's own names");
        text(level, WEB_INF + "spring/rooms/socket.xml", "MappingJackson2MessageConverter\" p:objectMapper-ref", "JacksonJsonMessageConverter\" c:_0-ref", "Spring's own names");
        text(level, WEB_INF + "spring/rooms/socket.xml", "Jackson2SockJsMessageCodec\" c:objectMapper-ref", "JacksonJsonSockJsMessageCodec\" c:_0-ref", "Spring's own names");
        text(level, "src/test/java/**.java", "MappingJackson2HttpMessageConverter", "JacksonJsonHttpMessageConverter", "Spring's own names");
    }

    private static void tests() {
        String home = TEST + "testing/TakenHomeWar.java";
        text("5.3 6.2 7.0", home, "Map.entry(\"reactor-netty\", \"", "Map.entry(\"reactor-netty-http\", \"reactor-netty-core netty-codec-base"
                + " netty-codec-compression netty-codec-dns netty-resolver-dns ", "what it needs itself");
        text("6.2 7.0", home, "spring-jcl spring-web\"", "spring-jcl spring-web micrometer-commons micrometer-observation commons-logging\"", "what it needs itself");
        text("6.2 7.0", TEST + "testing/BrokenWar.java", "\"spring-jcl\"",
                "\"spring-jcl\", \"commons-logging\", \"micrometer-commons\", \"micrometer-observation\"", "what it needs itself");
        text("5.3 6.2 7.0", TEST + "container/MessagesIT.java", "Stream.of(OLD).map(", "Stream.<String>empty().map(", "an old Spring is not lifted");
        text("6.2 7.0", home, "\"--release\", \"8\", \"-g\"", "\"--release\", \"17\", \"-parameters\"",
                "since 6.1 Spring reads the names of parameters from `-parameters` alone");
        text("6.2 7.0", TEST + "container/LifecycleIT.java", "HttpMessageConvertingHandler", "DefaultSseEmitterHandler", "another inner class");
        text("6.2 7.0", TEST + "container/LifecycleIT.java", "\"DeferredResult.handleError\"", "\"DeferredResult.LifecycleInterceptor.handleError\"", "another inner class");
        text("7.0", TEST + "container/LifecycleIT.java", "        steps.expect(\"isCommitted\", \"ServletResponse\", \"container\", \"ASYNC\");\n", "",
                "since 7.0.6 MVC does not flush an answer that it has written");
        text("7.0", TEST + "container/LifecycleIT.java", "\"postHandle\", \"isCommitted\", ", "\"postHandle\", ", "as above");
        text("6.2 7.0", TEST + "container/HeadersIT.java", ", \"/async-showcase//\"", "", "for a PathPattern `//` is not `/`: 404");
        String together = "what was sent before the handler returned is written together, and flushed once";
        skip("6.2 7.0", TEST + "container/TextbookFormsIT.java", "void breaksOffAnEmitterThatCannotWriteTheRestOfWhatItWasSentBeforeItsHandlerReturned(", together);
        text("6.2 7.0", TEST + "container/TextbookFormsIT.java", "containsSubsequence(\"onError\", \"setErrorResult\").", "contains(\"onError\").",
                "since 6.1 `completeWithError` after a failed send is not ignored: either may be first");
        skip("6.2 7.0", TEST + "guard/EarlyFailureTests.java", "void failsWhereAPartHasBeenSent(", together);
        skip("5.3 6.2 7.0", TEST + "container/RecycledRequestIT.java", "class RecycledRequestIT", "it shows what Tomcat did before 9.0.90");
        text("5.3", POM, "<containers.quick>7.0.109,11.0.25<", "<containers.quick>9.0.117<", "Spring 5.3 answers 500 on Tomcat 7");
        text("6.2", POM, "<containers.quick>7.0.109,11.0.25<", "<containers.quick>10.1.59<", "Servlet 6.0");
        text("7.0", POM, "<containers.quick>7.0.109,11.0.25<", "<containers.quick>11.0.25<", "Servlet 6.1");
        pattern("5.3 6.2 7.0", POM, "  <artifactItem><groupId>org.apache.tomcat</groupId><artifactId>tomcat</artifactId><version>7.0.109<.*?/artifactItem>\\s+",
                "  ", "no Tomcat 7", "the level's own Tomcat is what it is tested on");
        text("5.3", POM, "<artifactId>tomcat</artifactId><version>11.0.25<", "<artifactId>tomcat</artifactId><version>9.0.117<", "as above");
        text("6.2", POM, "<artifactId>tomcat</artifactId><version>11.0.25<", "<artifactId>tomcat</artifactId><version>10.1.59<", "as above");
        text("5.3 6.2 7.0", POM, "<tests>quick<", "<tests>all<", "there is no other run");
        text("6.2 7.0", TEST + "testing/Tomcat.java", "return Integer.parseInt(container.split(\"\\\\.\")[0]) >= 10 && !war.equals(JAKARTA_WAR);", "return false;",
                "the WAR goes into webapps, as it is");
        pattern("6.2 7.0", TEST + "rooms/database/OpenSessionInViewTests.java", ".+", "", "nothing is left of it", "Spring 7 has no `orm.hibernate5`, and that of Spring 6 needs a Hibernate with the names of Jakarta EE");
        skip("5.3 6.2 7.0", TEST + "container/OldApplicationIT.java", "class OldApplicationIT", "the old application's way ends at Spring 5.2: docs/migration.md");
        skip("5.3 6.2 7.0", TEST + "container/DoctorIT.java", "void findsTheHabitsOfTheOldApplicationAndWhatItsStepsLeave(", "the old application needs Tomcat 7");
        skip("5.3 6.2 7.0", TEST + "container/MigratedWarIT.java", "class MigratedWarIT", "another way to the same end");
        skip("6.2 7.0", TEST + "container/BenchmarkIT.java", "class BenchmarkIT", "it measures on Tomcat 9.0.117");
        skip("5.3 6.2 7.0", TEST + "LiftTests.java", "class LiftTests", "the rules are for the sources as they were");
        skip("5.3 6.2 7.0", TEST + "webflux/WebFluxDocumentTests.java", "class WebFluxDocumentTests", "the page counts the lines as they were");
        skip("5.3 6.2 7.0", TEST + "container/LiftIT.java", "class LiftIT", "the rules are for the sources as they were");
        skip("5.3 6.2 7.0", TEST + "container/TomcatRunIT.java", "class TomcatRunIT", "tomcat7:run is a Tomcat 7");
        text("6.2 7.0", TEST + "UrlTests.java", "getPatternsCondition().getPatterns()", "getPatternValues()", "the other is for AntPathMatcher, which is no longer the default");
        skip("6.2 7.0", TEST + "house/doctor/DoctorTests.java", "void findsSpringAndServletApiThatDoNotGoTogether(", "a class for javax.servlet cannot be compiled here");
        text("7.0", TEST + "javaconfig/WebConfig.java", "paths.setUseSuffixPatternMatch(false).setUseTrailingSlashMatch(false);", "",
                "the same in Java");
        pattern("7.0", TEST + "RoomTest.java", "\\s+\\.addDispatcherServletCustomizer\\([^\n]*\\)\\.build", ".build",
                "no `setThrowExceptionIfNoHandlerFound`", "since 6.1 always so");
        text("7.0", TEST + "javaconfig/ShowcaseInitializer.java", "        servlet.setThrowExceptionIfNoHandlerFound(true);\n", "", "since 6.1 always so");
        text("7.0", TEST + "rooms/reactive/StreamsTests.java", "\"ndjson,application/stream+json,application/stream+json\", ", "", "no such name");
        text("7.0", TEST + "rooms/reactive/StreamsTests.java", "*/*,application/stream+json", "*/*,application/x-ndjson", "no such name");
        text("7.0", TEST + "container/ReactiveReadersIT.java", "\"ndjson,application/stream+json,application/stream+json\", ", "", "no such name");
        text("7.0", TEST + "container/ReactiveReadersIT.java", "*/*,application/stream+json", "*/*,application/x-ndjson", "no such name");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 1 && args[0].equals("check")) {
            for (String level : LEVELS) {
                lift(level, Path.of("target/lift/check", level));
            }
        } else if (args.length == 1 && args[0].equals("rules")) {
            System.out.print(rules());
        } else if (args.length == 1 && args[0].equals("report")) {
            String document = Files.readString(DOCUMENT);
            document = between("rules", document, rules());
            Files.writeString(DOCUMENT, between("results", document, results()));
        } else if (args.length > 0 && LEVELS.contains(args[0])) {
            Path copy = Path.of("target/lift", args[0]);
            lift(args[0], copy);
            String[] goals = args.length == 1 ? new String[] {"verify"} : Arrays.copyOfRange(args, 1, args.length);
            System.exit(maven(args[0], copy, goals));
        } else {
            System.err.println("java src/lift/Lift.java " + String.join("|", LEVELS) + " [arguments of Maven], or check|rules|report");
            System.exit(2);
        }
    }

    /** What Maven has made of an earlier copy stays, but for what its tests have said. */
    private static void lift(String level, Path copy) throws IOException {
        delete(copy.resolve("target/surefire-reports"));
        delete(copy.resolve("target/failsafe-reports"));
        for (String each : COPIED) {
            delete(copy.resolve(each));
            for (Path file : filesBelow(Path.of(each))) {
                Files.createDirectories(copy.resolve(file).getParent());
                Files.copy(file, copy.resolve(file));
            }
        }
        List<Rule> rules = RULES.stream().filter(rule -> rule.levels.contains(level.replaceFirst("-.*", "")) || rule.levels.contains(level)).toList();
        for (Rule rule : rules) {
            rule.apply(copy);
        }
        System.out.println(rules.size() + " rules: " + copy);
    }

    private static int maven(String level, Path copy, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn"));
        command.addAll(List.of(arguments));
        ProcessBuilder maven = new ProcessBuilder(command).directory(copy.toFile()).inheritIO();
        if (!level.equals("5.3")) {
            maven.environment().put("JAVA_HOME", jdk25().toString());
        }
        return maven.start().waitFor();
    }

    /** Class loaders leak through Spring 6 on JDK 17 (a cache for records, in SpEL). */
    private static Path jdk25() throws IOException {
        List<Path> homes = new ArrayList<>();
        if (System.getenv("JAVA25_HOME") != null) {
            homes.add(Path.of(System.getenv("JAVA25_HOME")));
        }
        homes.add(Path.of(System.getProperty("java.home")));
        for (String directory : List.of("/usr/lib/jvm", "/opt", System.getProperty("user.home") + "/.sdkman/candidates/java",
                "/Library/Java/JavaVirtualMachines")) {
            if (Files.isDirectory(Path.of(directory))) {
                try (Stream<Path> all = Files.list(Path.of(directory))) {
                    all.flatMap(home -> Stream.of(home, home.resolve("Contents/Home"))).forEach(homes::add);
                }
            }
        }
        for (Path home : homes) {
            if (Files.exists(home.resolve("bin/javac")) && Files.exists(home.resolve("release"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25")) {
                return home.toAbsolutePath();
            }
        }
        System.err.println("No JDK 25 found, in none of " + homes + ": name one by the variable JAVA25_HOME");
        System.exit(2);
        throw new AssertionError();
    }

    private static List<Path> filesBelow(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static String between(String name, String document, String table) {
        String begin = "<!-- " + name + " -->\n";
        return document.replaceFirst("(?s)" + begin + ".*?(?=\n<!-- /" + name + " -->)", Matcher.quoteReplacement(begin + "\n" + table));
    }

    private static String rules() {
        StringBuilder table = new StringBuilder("| level | file | what | why |\n|---|---|---|---|\n");
        for (Rule rule : RULES) {
            table.append("| ").append(String.join(", ", rule.levels)).append(" | `").append(rule.files).append("` | ")
                    .append(rule.what.replace("|", "\\|")).append(" | ").append(rule.reason).append(" |\n");
        }
        return table.toString();
    }

    /** For each room the tests that have passed, of those that ran: on the sources as they are, and on each level. */
    private static String results() throws IOException {
        List<Run> runs = new ArrayList<>(List.of(run("5.2", Path.of("target"))));
        for (String level : LEVELS) {
            runs.add(run(level, Path.of("target/lift", level, "target")));
        }
        StringBuilder table = new StringBuilder("| room | " + String.join(" | ", runs.stream().map(Run::title).toList())
                + " |\n|---" + "|---".repeat(runs.size()) + "|\n");
        for (String room : new TreeSet<>(runs.stream().flatMap(run -> run.ran.keySet().stream()).toList())) {
            table.append("| ").append(room);
            runs.forEach(run -> table.append(" | ").append(run.passed.getOrDefault(room, 0)).append(" of ").append(run.ran.getOrDefault(room, 0)));
            table.append(" |\n");
        }
        return table.toString();
    }

    private static Run run(String spring, Path target) throws IOException {
        Set<String> about = new TreeSet<>();
        Map<String, Integer> ran = new TreeMap<>();
        Map<String, Integer> passed = new TreeMap<>();
        for (Path report : reports(target)) {
            Element suite = parse(report);
            about.add("JDK " + property(suite, "java.specification.version"));
            about.add("Tomcat " + property(suite, "containers").replace(",", ", "));
            for (Element test : elements(suite, "testcase")) {
                String room = room(test.getAttribute("classname"));
                ran.merge(room, elements(test, "skipped").isEmpty() ? 1 : 0, Integer::sum);
                boolean failed = !elements(test, "failure").isEmpty() || !elements(test, "error").isEmpty();
                passed.merge(room, !failed && elements(test, "skipped").isEmpty() ? 1 : 0, Integer::sum);
            }
        }
        // a report that names none
        about.removeAll(List.of("JDK ", "Tomcat "));
        return new Run("Spring " + spring + "<br>" + String.join("<br>", about), ran, passed);
    }

    private record Run(String title, Map<String, Integer> ran, Map<String, Integer> passed) {
    }

    private static List<Path> reports(Path target) throws IOException {
        List<Path> reports = new ArrayList<>();
        for (String directory : List.of("surefire-reports", "failsafe-reports")) {
            for (Path file : Files.exists(target.resolve(directory)) ? filesBelow(target.resolve(directory)) : List.<Path>of()) {
                if (file.getFileName().toString().matches("TEST-.*\\.xml")) {
                    reports.add(file);
                }
            }
        }
        return reports;
    }

    private static Element parse(Path report) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException ex) {
            throw new IOException(report.toString(), ex);
        }
    }

    private static String property(Element suite, String name) {
        return elements(suite, "property").stream().filter(each -> each.getAttribute("name").equals(name))
                .map(each -> each.getAttribute("value")).findFirst().orElse("");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList all = parent.getElementsByTagName(name);
        return IntStream.range(0, all.getLength()).mapToObj(index -> (Element) all.item(index)).toList();
    }

    /** For a test of the container: the pattern whose name its own begins with. */
    private static String room(String test) throws IOException {
        String[] names = test.replaceFirst("org\\.asyncshowcase\\.", "").split("\\.");
        try (Stream<Path> packages = Files.list(Path.of(JAVA))) {
            return packages.filter(Files::isDirectory).map(each -> each.getFileName().toString())
                    .filter(room -> names[0].equals(room) || names[names.length - 1].toLowerCase(Locale.ROOT).startsWith(room))
                    .findFirst().orElse("*all together*");
        }
    }

    /** @param version of the same artifact, or {@code group:artifact:version} of the one that takes its place */
    private static void artifact(String levels, String artifact, String version, String reason) {
        String[] before = artifact.split(":");
        String[] now = version.contains(":") ? version.split(":") : new String[] {before[0], before[1], version};
        add(levels, POM, artifact + " → " + version, reason, Pattern.compile("<groupId>" + Pattern.quote(before[0])
                + "</groupId><artifactId>" + Pattern.quote(before[1]) + "</artifactId>(\\s*)<version>[^<]*"),
                "<groupId>" + now[0] + "</groupId><artifactId>" + now[1] + "</artifactId>$1<version>" + now[2]);
    }

    /** @param files one, or several as a glob */
    private static void text(String levels, String files, String before, String now, String reason) {
        add(levels, files, shown(before) + " → " + shown(now), reason,
                Pattern.compile(Pattern.quote(before)), Matcher.quoteReplacement(now));
    }

    private static String shown(String code) {
        String line = code.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "nothing" : "`" + (line.length() > 70 ? line.substring(0, 67) + "…" : line) + "`";
    }

    /** @param before a regular expression, in which a dot is any character */
    private static void pattern(String levels, String files, String before, String now, String what, String reason) {
        add(levels, files, what, reason, Pattern.compile(before, Pattern.DOTALL), now);
    }

    /** @param declaration of the test, or of the class: what follows its modifiers */
    private static void skip(String levels, String file, String declaration, String reason) {
        add(levels, file, "skipped: " + declaration.replaceAll("^void |\\($", ""), reason, Pattern.compile("(?=" + Pattern.quote(declaration) + ")"),
                "@org.junit.jupiter.api.Disabled(\"" + reason + "\") ");
    }

    /** src/lift/NAME takes its place, or is new. */
    private static void file(String levels, String files, String name, String reason) {
        add(levels, files, "[" + name + "](../src/lift/" + name + ")", reason, null, name);
    }

    private static void add(String levels, String files, String what, String reason, Pattern before, String now) {
        RULES.add(new Rule(List.of(levels.split(" ")), files, what, reason, before, now));
    }

    /**
     * @param files one, or several as a glob
     * @param before null where a file as a whole is replaced by another, or is new
     */
    private record Rule(List<String> levels, String files, String what, String reason, Pattern before, String now) {

        void apply(Path copy) throws IOException {
            if (before == null) {
                Path file = copy.resolve(files);
                Files.createDirectories(file.getParent());
                Files.copy(Path.of("src/lift", now), file, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + files);
            boolean hit = false;
            for (Path file : filesBelow(copy.resolve(files.split("/")[0]))) {
                if (matcher.matches(copy.relativize(file))) {
                    hit |= change(file);
                }
            }
            if (!hit) {
                throw new IllegalStateException("changes nothing: " + files + ": " + what);
            }
        }

        private boolean change(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            // bytes as characters: a picture stays what it is
            String text = new String(content, StandardCharsets.ISO_8859_1);
            byte[] changed = before.matcher(text).replaceAll(now).getBytes(StandardCharsets.ISO_8859_1);
            Files.write(file, changed);
            return !Arrays.equals(content, changed);
        }
    }
}
