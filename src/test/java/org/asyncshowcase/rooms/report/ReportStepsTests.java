package org.asyncshowcase.rooms.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.asyncshowcase.guard.ManualTimer;
import org.asyncshowcase.guard.MockClient;
import org.asyncshowcase.rooms.BareRoom;
import org.asyncshowcase.rooms.ParkedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;

/** Step by step: the timer's thread and the writer's are the test's. */
@Timeout(20)
class ReportStepsTests {

    private static final String FIRST = "{\"percent\":0,\"step\":0,\"steps\":2,\"state\":\"working\"}\n";
    private static final String SECOND = "{\"percent\":50,\"step\":1,\"steps\":2,\"state\":\"working\"}\n";
    private static final String LAST = "{\"percent\":100,\"step\":2,\"steps\":2,\"state\":\"done\"}\n";

    private final ManualTimer timer = new ManualTimer();
    private final List<Runnable> writes = new ArrayList<>();
    private final MockClient client = new MockClient();
    private final BareRoom room = new BareRoom(new ReportController(timer, writes::add));

    @Test
    void writesTheFirstLineAtOnceAndOneMoreAfterEachStep() throws Exception {
        ParkedRequest report = open();
        assertThat(client.text()).isEqualTo(FIRST);

        step();
        assertThat(client.text()).isEqualTo(FIRST + SECOND);
        assertThat(report.hasResult()).isFalse();

        step();
        assertThat(client.text()).isEqualTo(FIRST + SECOND + LAST);
        assertThat(report.hasResult()).isTrue();
        assertThat(timer.due()).isEmpty();
    }

    @Test
    void holdsNoThreadBetweenTwoSteps() throws Exception {
        Instant before = Instant.now();

        open();

        assertThat(timer.due()).hasSize(1).allSatisfy(due ->
                assertThat(due).isBetween(before.plusMillis(1_000), Instant.now().plusMillis(1_000)));
        assertThat(writes).isEmpty();
    }

    /** Its client does not read: there is no second line to be written, and no thread for it. */
    @Test
    void asksForTheNextStepWhenTheLineOfTheLastOneIsWritten() throws Exception {
        open();

        timer.run();
        assertThat(writes).hasSize(1);
        assertThat(timer.due()).isEmpty();

        writes.remove(0).run();
        assertThat(timer.due()).hasSize(1);
    }

    @Test
    void endsWithItsRequest() throws Exception {
        ParkedRequest report = open();

        report.complete();
        step();

        assertThat(client.text()).isEqualTo(FIRST);
        assertThat(writes).isEmpty();
    }

    @Test
    void takesNoStepForAClientThatLeftBeforeTheFirst() throws Exception {
        ParkedRequest report = open();

        report.breakOff();
        timer.run();

        assertThat(timer.due()).isEmpty();
        assertThat(writes).isEmpty();
    }

    @Test
    void takesNoStepAfterALineThatCannotBeWritten() throws Exception {
        open();
        client.leave();

        timer.run();
        Thread writer = new Thread(writes.remove(0));
        writer.start();
        writer.join();
        // what ends a request of whose failure the container does not tell
        timer.run();

        assertThat(timer.due()).isEmpty();
        assertThat(writes).isEmpty();
    }

    @Test
    void takesNoStepForARequestThatCouldNotBeParked() {
        room.refuse(get("/report?steps=2&delay=1000"));

        timer.run();

        assertThat(timer.due()).isEmpty();
        assertThat(writes).isEmpty();
    }

    @Test
    void endsAtOnceWhereOnlyTheHeadersAreWanted() throws Exception {
        ParkedRequest report = room.open(head("/report"), client);

        timer.run();

        assertThat(report.hasResult()).isTrue();
        assertThat(writes).isEmpty();
    }

    private ParkedRequest open() throws Exception {
        return room.open(get("/report?steps=2&delay=1000"), client);
    }

    private void step() {
        timer.run();
        List<Runnable> due = new ArrayList<>(writes);
        writes.clear();
        due.forEach(Runnable::run);
    }
}
