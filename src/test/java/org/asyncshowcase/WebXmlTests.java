package org.asyncshowcase;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What web.xml and the views must say, and what no running test would notice at once. */
class WebXmlTests {

    private static final Path WEB_INF = Paths.get("src/main/webapp/WEB-INF");

    @Test
    void statesThatEveryFilterAndServletSupportsAsyncButForTheOneThatIsBrokenOnPurpose() throws Exception {
        assertThat(elements("filter", "servlet")).isNotEmpty().allSatisfy(each -> assertThat(text(each, "async-supported"))
                .containsExactly(text(each, "filter-name").contains("brokenUnsupported") ? "false" : "true"));
    }

    /** What is broken to be shown breaks nothing else. */
    @Test
    void mapsWhatIsBrokenOnPurposeToOneUrlOfTheTextbookEach() throws Exception {
        assertThat(elements("filter-mapping").stream().filter(each -> text(each, "filter-name").get(0).startsWith("broken"))
                .map(each -> text(each, "url-pattern"))).containsExactly(
                List.of("/textbook/unsupported"), List.of("/textbook/unmapped"));
    }

    /** In their order. A filter that does not see a dispatch does nothing for it: trap 2. */
    @Test
    void statesTheDispatchersOfEveryFilterMapping() throws Exception {
        assertThat(elements("filter-mapping")).extracting(each ->
                text(each, "filter-name").get(0) + " " + text(each, "dispatcher")).containsExactly(
                "requestIdFilter [REQUEST, ASYNC, ERROR]",
                "failureLog [REQUEST, ASYNC, ERROR]",
                "timelineFilter [REQUEST, ASYNC, ERROR]",
                "requestRepair [REQUEST, ERROR]",
                "answerHeaders [REQUEST, ERROR]",
                "bodyLimit [REQUEST]",
                "encoding [REQUEST]",
                "springSecurityFilterChain [REQUEST, ASYNC, ERROR]",
                "guard [REQUEST, ASYNC]",
                "visitor [REQUEST]",
                "etag [REQUEST, ASYNC]",
                "brokenUnsupported [REQUEST, ASYNC]",
                "brokenUnmapped [REQUEST]");
    }

    @Test
    void mapsEveryFilter() throws Exception {
        assertThat(elements("filter").stream().flatMap(each -> text(each, "filter-name").stream()))
                .containsExactlyElementsOf(elements("filter-mapping").stream()
                        .map(each -> text(each, "filter-name").get(0)).distinct().collect(toList()));
    }

    @Test
    void namesEverySpringFileOnce() throws Exception {
        List<String> named = elements("context-param", "init-param").stream()
                .filter(each -> text(each, "param-name").contains("contextConfigLocation"))
                .flatMap(each -> Arrays.stream(text(each, "param-value").get(0).trim().split("\\s+")))
                .distinct().collect(toList());
        // one of these is chosen at the start
        Pattern.compile("value=\"([^\"]+\\.xml)\"").matcher(Files.readString(WEB_INF.resolve("spring/feed/source.xml")))
                .results().map(found -> found.group(1)).forEach(named::add);
        try (Stream<Path> files = Files.walk(WEB_INF.resolve("spring"))) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "/WEB-INF/" + WEB_INF.relativize(file)))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    /** A session touched while a view is rendered is a cookie too many, or an exception after the commit. */
    @Test
    void everyViewIsWithoutASession() throws IOException {
        try (Stream<Path> views = Files.walk(WEB_INF.resolve("views"))) {
            assertThat(views.filter(view -> view.toString().endsWith(".jsp"))).isNotEmpty()
                    .allSatisfy(view -> assertThat(Files.readString(view)).contains("session=\"false\""));
        }
    }

    private static List<Element> elements(String... names) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new File(WEB_INF.toFile(), "web.xml"));
        List<Element> elements = new ArrayList<>();
        for (String name : names) {
            NodeList found = document.getElementsByTagName(name);
            for (int i = 0; i < found.getLength(); i++) {
                elements.add((Element) found.item(i));
            }
        }
        return elements;
    }

    private static List<String> text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<String> text = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            text.add(found.item(i).getTextContent());
        }
        return text;
    }
}
