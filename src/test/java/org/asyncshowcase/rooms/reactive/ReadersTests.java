package org.asyncshowcase.rooms.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.asyncshowcase.guard.ManualTimer;
import org.asyncshowcase.rooms.ParkedRequest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.web.context.request.async.DeferredResult;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class ReadersTests {

    private final ManualTimer timer = new ManualTimer();
    private final ParkedRequest request = new ParkedRequest();
    private final Readers readers = new Readers(timer);
    private final List<String> events = new ArrayList<>();
    private final Flux<Integer> source = Flux.range(1, 10).doOnSubscribe(subscription -> events.add("begun"))
            .doOnCancel(() -> events.add("cancelled")).doOnComplete(() -> events.add("complete"));
    private final Mvc mvc = new Mvc();

    /** Trap 14: what comes before is held in memory without bound. */
    @Test
    void beginsTheSourceWhenMvcHasTakenTheRequestOver() throws Exception {
        open();
        request.park(new DeferredResult<>());
        assertThat(events).isEmpty();

        timer.run();

        assertThat(events).containsExactly("begun");
        assertThat(mvc.got).containsExactly(1);
    }

    @Test
    void endsTheSourceWithItsRequest() throws Exception {
        open();
        request.park(new DeferredResult<>());
        timer.run();
        assertThat(readers.figures()).containsEntry("open", 1);

        request.complete();

        assertThat(events).containsExactly("begun", "cancelled");
        assertThat(readers.figures()).containsEntry("open", 0);
    }

    @Test
    void endsTheSourceWhenTheApplicationStops() throws Exception {
        open();
        request.park(new DeferredResult<>());
        timer.run();

        readers.onApplicationEvent(null);
        mvc.request(1);

        assertThat(mvc.got).containsExactly(1);
        assertThat(events).containsExactly("begun", "cancelled");
    }

    @Test
    void takesNothingForAClientThatLeftBeforeTheBegin() throws Exception {
        open();
        request.park(new DeferredResult<>());

        request.breakOff();
        request.complete();
        timer.run();

        assertThat(mvc.got).isEmpty();
        assertThat(events).containsExactly("begun", "cancelled");
        assertThat(readers.figures()).containsEntry("open", 0);
    }

    @Test
    void forgetsAReaderWhoseRequestWasNeverParked() throws Exception {
        open();

        assertThat(readers.figures()).containsEntry("open", 0);
        assertThat(events).isEmpty();
    }

    @Test
    void beginsNoSourceWhereOnlyTheHeadersAreWanted() throws Exception {
        request.request().setMethod("HEAD");
        open();
        request.park(new DeferredResult<>());

        timer.run();

        assertThat(events).isEmpty();
        assertThat(mvc.isDisposed()).as("complete").isTrue();
    }

    @Test
    @SuppressWarnings("unchecked")
    void countsWhatAllAskForAndWhatComes() throws Exception {
        open();
        request.park(new DeferredResult<>());
        timer.run();
        mvc.request(4);

        Map<String, Object> figures = readers.figures();

        assertThat(figures).containsEntry("requested", 5L).containsEntry("emitted", 5L);
        assertThat((List<Map<String, Object>>) figures.get("streams")).hasSize(1).first()
                .isEqualTo(Map.of("stream", "test", "requested", 5L, "emitted", 5L, "writing", true));
    }

    private void open() {
        readers.open("test", source, request.webRequest()).subscribe(mvc);
    }

    /** Asks for one, as MVC does. */
    private static final class Mvc extends BaseSubscriber<Integer> {

        private final List<Integer> got = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(Integer item) {
            got.add(item);
        }
    }
}
