package org.asyncshowcase.rooms.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class ReaderTests {

    private final LongAdder requested = new LongAdder();
    private final LongAdder emitted = new LongAdder();
    private final List<String> ends = new ArrayList<>();
    private final Reader<Integer> reader = new Reader<>("test",
            Flux.range(1, 100).doOnSubscribe(subscription -> ends.add("begun"))
            .doOnCancel(() -> ends.add("source cancelled")),
            requested, emitted);
    private final Mvc mvc = new Mvc();

    /** Trap 14: what comes before MVC has taken the request over would be held without bound. */
    @Test
    void beginsWhenItIsTold() {
        reader.subscribe(mvc);
        assertThat(ends).isEmpty();
        assertThat(mvc.got).isEmpty();

        reader.begin();

        assertThat(mvc.got).containsExactly(1);
    }

    @Test
    void countsWhatIsAskedForAndWhatComes() {
        reader.subscribe(mvc);
        assertThat(reader.figures()).containsEntry("requested", 1L).containsEntry("emitted", 0L)
                .containsEntry("writing", false);
        reader.begin();
        assertThat(reader.figures()).containsEntry("requested", 1L).containsEntry("emitted", 1L)
                .containsEntry("writing", true);

        mvc.request(1);
        mvc.request(1);

        assertThat(mvc.got).containsExactly(1, 2, 3);
        assertThat(requested.sum()).isEqualTo(3);
        assertThat(emitted.sum()).isEqualTo(3);
    }

    @Test
    void endsWithItsSource() {
        reader.subscribe(mvc);
        reader.begin();

        mvc.request(1_000);

        assertThat(mvc.got).hasSize(100);
        assertThat(mvc.isDisposed()).isTrue();
        assertThat(ends).containsExactly("begun");
    }

    @Test
    void cancelsTheSourceThatMvcGivesUp() {
        reader.subscribe(mvc);
        reader.begin();

        mvc.cancel();

        assertThat(ends).containsExactly("begun", "source cancelled");
    }

    @Test
    void cancelsTheSourceWhenItsRequestIsOver() {
        reader.subscribe(mvc);
        reader.begin();

        reader.end();
        mvc.request(1);

        assertThat(mvc.got).containsExactly(1);
        assertThat(ends).containsExactly("begun", "source cancelled");
    }

    /** Its request was over before others might write. */
    @Test
    void takesNothingFromASourceThatItBeginsTooLate() {
        reader.subscribe(mvc);

        reader.end();
        reader.begin();

        assertThat(mvc.got).isEmpty();
        assertThat(ends).containsExactly("begun", "source cancelled");
    }

    /** The response is another request's by then. */
    @Test
    void bringsMvcNothingMoreFromASourceThatDoesNotStop() {
        reader.subscribe(mvc);
        reader.end();

        reader.onNext(1);
        reader.onError(new IllegalStateException("late"));
        reader.onComplete();

        assertThat(mvc.got).isEmpty();
        assertThat(mvc.isDisposed()).isFalse();
        assertThat(emitted.sum()).isZero();
    }

    @Test
    void tellsMvcOfAFailure() {
        reader.subscribe(mvc);

        reader.onError(new IllegalStateException("the source failed"));

        assertThat(mvc.failure).hasMessage("the source failed");
    }

    /** Asks for one, as MVC does. */
    private static final class Mvc extends BaseSubscriber<Integer> {

        private final List<Integer> got = new ArrayList<>();
        private Throwable failure;

        @Override
        protected void hookOnError(Throwable failure) {
            this.failure = failure;
        }

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
