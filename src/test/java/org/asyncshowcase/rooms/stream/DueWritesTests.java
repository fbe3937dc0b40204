package org.asyncshowcase.rooms.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The threads that are asked for run when the test says so. */
class DueWritesTests {

    private final List<Runnable> asked = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final DueWrites writes = new DueWrites(asked::add);

    @Test
    void writesToManyOnFewThreadsAndInOrder() {
        bring(0, 100);

        assertThat(asked).as("for the first").hasSize(1);
        int threads = 0;
        for (; !asked.isEmpty(); threads++) {
            asked.remove(0).run();
        }
        assertThat(written).hasSize(100).isSorted();
        assertThat(threads).isLessThanOrEqualTo(100 / 16 + 2);
    }

    @Test
    void givesItsThreadBackWhileMoreIsDue() {
        bring(0, 100);

        asked.remove(0).run();

        assertThat(written).hasSize(16);
        assertThat(asked).hasSize(1);
    }

    @Test
    void hasAnotherThreadWriteWhileOneIsStuck() {
        writes.execute(() -> {
            // this client does not read: meanwhile the others are served
            assertThat(asked).hasSize(1);
            asked.remove(0).run();
            assertThat(written).containsExactly(0, 1, 2);
            bring(3, 1);
            assertThat(asked).as("for what comes later").hasSize(1);
        });
        bring(0, 3);

        asked.remove(0).run();

        assertThat(written).containsExactly(0, 1, 2, 3);
    }

    @Test
    void servesTheOthersAfterAWriteThatFails() {
        writes.execute(() -> {
            throw new IllegalStateException("a write that fails");
        });
        bring(0, 2);

        assertThatThrownBy(asked.remove(0)::run).hasMessage("a write that fails");

        asked.remove(0).run();
        assertThat(written).containsExactly(0, 1);
    }

    @Test
    void asksAgainWhereItWasRejected() {
        boolean[] full = {true};
        DueWrites writes = new DueWrites(task -> {
            if (full[0]) {
                throw new RejectedExecutionException("full");
            }
            asked.add(task);
        });
        assertThatThrownBy(() -> writes.execute(() -> written.add(0))).hasMessage("full");
        full[0] = false;

        writes.execute(() -> written.add(1));
        asked.remove(0).run();

        assertThat(written).containsExactly(0, 1);
    }

    /** As when the application stops. */
    @Test
    void writesWhatItHasTakenThoughNoOtherThreadCanBeHad() {
        boolean[] full = new boolean[1];
        DueWrites writes = new DueWrites(task -> {
            if (full[0]) {
                throw new RejectedExecutionException("full");
            }
            asked.add(task);
        });
        writes.execute(() -> written.add(0));
        writes.execute(() -> written.add(1));
        full[0] = true;

        assertThatThrownBy(asked.remove(0)::run).hasMessage("full");

        assertThat(written).containsExactly(0);
    }

    private void bring(int from, int count) {
        for (int each = from; each < from + count; each++) {
            int number = each;
            writes.execute(() -> written.add(number));
        }
    }
}
