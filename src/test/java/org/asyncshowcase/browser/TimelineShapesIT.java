package org.asyncshowcase.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.asyncshowcase.testing.Browser;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** From recorded timelines to shapes: the pure function of the page, run in the browser without the application. */
@Runs(on = On.OLD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineShapesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MODULE = Path.of("src/main/webapp/static/js/timeline-shapes.js");

    private ChromeDriver browser;
    private String module;

    @BeforeAll
    void open() throws IOException {
        browser = Browser.shared();
        module = "data:text/javascript;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(MODULE));
    }

    @Test
    void handsACallableOverFromThreadToThread() throws IOException {
        JsonNode picture = shapes(timeline("callable-body"), 800);

        assertThat(picture.get("lanes").findValuesAsText("kind")).containsExactly("container", "executor", "container");
        assertThat(picture.get("bars").findValuesAsText("is"))
                .containsExactly("dispatch", "work", "moment", "dispatch", "moment");
        assertThat(picture.get("arrows")).hasSize(2);
        JsonNode toWorker = picture.get("arrows").get(0).get("to");
        JsonNode work = picture.get("bars").get(1);
        assertThat(toWorker.get("x").asDouble()).isEqualTo(work.get("x").asDouble());
        assertThat(toWorker.get("y").asDouble()).isBetween(work.get("y").asDouble(), end(work, "y", "height"));
    }

    @Test
    void leavesTheParkedStretchEmpty() throws IOException {
        JsonNode picture = shapes(timeline("callable-body"), 800);

        assertThat(picture.get("gaps")).hasSize(1);
        JsonNode gap = picture.get("gaps").get(0);
        assertThat(gap.get("x").asDouble()).isEqualTo(end(picture.get("bars").get(0), "x", "width"));
        assertThat(end(gap, "x", "width")).isEqualTo(picture.get("bars").get(3).get("x").asDouble(), within(0.01));
        assertThat(gap.get("open").asBoolean()).isFalse();
    }

    @Test
    void endsTheParkedStretchWhereTheTimeOutTakesAThread() throws IOException {
        JsonNode picture = shapes(timeline("task-timeout"), 800);

        JsonNode moment = picture.get("bars").get(2);
        assertThat(moment.get("is").asText()).isEqualTo("moment");
        assertThat(picture.get("gaps")).hasSize(1);
        assertThat(end(picture.get("gaps").get(0), "x", "width")).isEqualTo(moment.get("x").asDouble(), within(0.01));
    }

    @Test
    void drawsTheStripToScale() throws IOException {
        JsonNode timeline = timeline("callable-body");

        JsonNode rows = strip(timeline, 800);

        assertThat(share(rows.get(0), "held")).isEqualTo(
                timeline.get("containerHeldMicros").asDouble() / timeline.get("totalMicros").asDouble(), within(0.0001));
        assertThat(share(rows.get(0), "held") + share(rows.get(0), "parked")).isEqualTo(1, within(0.01));
        assertThat(rows.get(1).get("kinds").get(0).asText()).isEqualTo("executor");
        assertThat(share(rows.get(1), "work")).isBetween(0.9, 1.0);
    }

    @Test
    void drawsABlockingRequestAsOneThatIsHeld() throws IOException {
        JsonNode rows = strip(timeline("blocking-body"), 800);

        assertThat(rows).hasSize(1);
        assertThat(share(rows.get(0), "held")).isEqualTo(1, within(0.01));
    }

    /** The part of the 800 pixels. */
    private static double share(JsonNode row, String is) {
        double width = 0;
        for (JsonNode part : row.get("parts")) {
            width += part.get("is").asText().equals(is) ? part.get("width").asDouble() : 0;
        }
        return width / 800;
    }

    @Test
    void holdsOneThreadAllTheTimeForABlockingRequest() throws IOException {
        JsonNode picture = shapes(timeline("blocking-body"), 800);

        assertThat(picture.get("lanes")).hasSize(1);
        assertThat(picture.get("bars")).hasSize(1);
        assertThat(picture.get("gaps")).isEmpty();
        assertThat(picture.get("arrows")).isEmpty();
    }

    @Test
    void keepsAWorkerHeldThatOutlivesItsRequest() throws IOException {
        JsonNode picture = shapes(timeline("task-timeout"), 800);

        JsonNode work = picture.get("bars").get(1);
        assertThat(work.get("is").asText()).isEqualTo("work");
        assertThat(work.get("open").asBoolean()).isTrue();
        assertThat(picture.get("marks").findValuesAsText("alarm")).containsOnlyOnce("true");
    }

    @Test
    void showsARequestThatIsStillParked() throws IOException {
        ObjectNode timeline = timeline("callable-body");
        ArrayNode events = timeline.putArray("events").addAll((ArrayNode) timeline("callable-body").get("events"));
        while (events.size() > 7) {
            events.remove(events.size() - 1);
        }

        JsonNode picture = shapes(timeline.put("complete", false).put("totalMicros", 500_000), 800);

        JsonNode gap = picture.get("gaps").get(0);
        JsonNode lane = picture.get("lanes").get(0);
        assertThat(gap.get("open").asBoolean()).isTrue();
        assertThat(end(gap, "x", "width")).isEqualTo(end(lane, "x", "width"), within(0.01));
        assertThat(picture.get("arrows")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {280, 480, 1000})
    void keepsEveryMarkInItsPlaceAtAnyWidth(int width) throws IOException {
        JsonNode marks = shapes(timeline("callable-body"), width).get("marks");

        double before = 0;
        for (JsonNode mark : marks) {
            assertThat(mark.get("x").asDouble()).isBetween(before, (double) width);
            // room for its number
            before = mark.get("x").asDouble() + 10;
        }
    }

    @Test
    void holdsAWorkerFromTheBeginningOfAFuture() throws IOException {
        JsonNode picture = shapes(timeline("reactive-future"), 800);

        JsonNode work = picture.get("bars").get(1);
        assertThat(work.get("is").asText()).isEqualTo("work");
        assertThat(work.get("kind").asText()).isEqualTo("executor");
        assertThat(work.get("micros").asLong()).isGreaterThan(1_000_000);
        assertThat(picture.get("arrows").get(0).get("to").get("x").asDouble()).isEqualTo(work.get("x").asDouble());
    }

    @Test
    void drawsEachLineOfAReportInTheOneLaneOfItsPool() throws IOException {
        JsonNode picture = shapes(timeline("report"), 800);

        assertThat(picture.get("lanes").findValuesAsText("thread"))
                .containsExactly("http-nio-8491-exec-8", "writers-…", "http-nio-8491-exec-9");
        assertThat(picture.get("bars").findValuesAsText("is"))
                .containsExactly("dispatch", "moment", "moment", "moment", "dispatch", "moment");
        double first = picture.get("bars").get(1).get("x").asDouble();
        assertThat(picture.get("bars").get(3).get("x").asDouble()).isGreaterThan(first + 150);
    }

    /** Also of a thread's name that is longer than any place for it. */
    @ParameterizedTest
    @ValueSource(ints = {280, 600, 1000})
    void endsTheNamesBeforeTheLanesBegin(int width) throws IOException {
        ObjectNode timeline = (ObjectNode) JSON.readTree(
                timeline("callable-body").toString()
                .replace("http-nio-", "http-nio2-2001:db8:85a3:0000:0000:8a2e:0370:7334-"));

        for (JsonNode lane : shapes(timeline, width).get("lanes")) {
            double room = lane.at("/name/to").asDouble() - lane.at("/name/x").asDouble();
            String name = (String) call("shortened(arguments[1], Math.floor(arguments[2] / module.CHARACTER))",
                    lane.get("thread").asText(), room);
            assertThat(name.length() * 6.7).isLessThanOrEqualTo(room);
            assertThat(name).matches(".*\\d");
            if (width > 560) {
                assertThat(lane.at("/name/to").asDouble()).isLessThan(lane.get("x").asDouble());
            }
        }
    }

    /** In a narrow picture names stand above their lanes, where arrows pass. */
    @Test
    void putsANameBesideAnArrow() throws IOException {
        JsonNode lane = shapes(timeline("callable-body"), 400).get("lanes").get(1);
        double arrow = lane.at("/name/arrows/0").asDouble();

        assertThat(lane.at("/name/arrows")).hasSize(1);
        assertThat((Number) call("clearOf([arguments[1]], 10, 12, 388)", arrow)).isEqualTo(12L);
        assertThat(((Number) call("clearOf([arguments[1]], arguments[1], 12, 388)", arrow)).doubleValue())
                .isGreaterThan(arrow);
        assertThat(call("clearOf([arguments[1]], 380, 12, 388)", arrow)).isNull();
    }

    @Test
    void numbersNoTwoMarksInOnePlace() throws IOException {
        JsonNode marks = shapes(timeline("task-timeout"), 280).get("marks");

        double before = -20;
        double lane = 0;
        for (JsonNode mark : marks) {
            if (mark.get("numbered").asBoolean()) {
                if (mark.get("y").asDouble() == lane) {
                    assertThat(mark.get("x").asDouble() - before).isGreaterThan(5.0 * mark.get("number").asText().length());
                }
                before = mark.get("x").asDouble();
                lane = mark.get("y").asDouble();
            }
        }
    }

    private static ObjectNode timeline(String name) throws IOException {
        return (ObjectNode) JSON.readTree(Path.of("src/test/resources/timelines/" + name + ".json").toFile());
    }

    private JsonNode shapes(JsonNode timeline, int width) throws IOException {
        return drawn("shapes", timeline, width);
    }

    private JsonNode strip(JsonNode timeline, int width) throws IOException {
        return drawn("strip", timeline, width);
    }

    private JsonNode drawn(String function, JsonNode timeline, int width) throws IOException {
        Object picture = browser.executeAsyncScript("const [url, name, timeline, width, done] = arguments;"
                + "import(url).then(module => done(JSON.stringify(module[name](JSON.parse(timeline), width))), done)",
                module, function, timeline.toString(), width);
        return JSON.readTree((String) picture);
    }

    /** Calls what the module exports; the arguments begin at 1. */
    private Object call(String expression, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = module;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "import(arguments[0]).then(module => done(module." + expression + "), done)", all);
    }

    private static double end(JsonNode box, String start, String size) {
        return box.get(start).asDouble() + box.get(size).asDouble();
    }
}
