package org.asyncshowcase.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** From recorded timelines to shapes: the pure function of the page, run in the browser without the application. */
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

        JsonNode strip = shapes(timeline, 800).get("strip");

        double held = 0;
        for (JsonNode part : strip.get("held")) {
            held += part.get("width").asDouble();
        }
        assertThat(held / strip.get("width").asDouble()).isEqualTo(
                timeline.get("containerHeldMicros").asDouble() / timeline.get("totalMicros").asDouble(), within(0.0001));
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

    private static ObjectNode timeline(String name) throws IOException {
        return (ObjectNode) JSON.readTree(Path.of("src/test/resources/timelines/" + name + ".json").toFile());
    }

    private JsonNode shapes(JsonNode timeline, int width) throws IOException {
        Object picture = browser.executeAsyncScript("const [url, timeline, width, done] = arguments;"
                + "import(url).then(module => done(JSON.stringify(module.shapes(JSON.parse(timeline), width))), done)",
                module, timeline.toString(), width);
        return JSON.readTree((String) picture);
    }

    private static double end(JsonNode box, String start, String size) {
        return box.get(start).asDouble() + box.get(size).asDouble();
    }
}
