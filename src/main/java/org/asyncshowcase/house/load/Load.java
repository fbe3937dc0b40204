package org.asyncshowcase.house.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The result of a burst, and what it held. Only the thread of the burst may use it before the burst is over. */
final class Load {

    private final ContainerThreads container;
    private final ThreadPoolExecutor executor;

    /** How many threads the container may have; -1: it does not tell. */
    @JsonProperty
    final int containerThreads;
    @JsonProperty
    final int executorThreads;
    @JsonProperty
    final List<Sample> samples = new ArrayList<>();
    @JsonProperty
    List<Exchange> exchanges;

    Load(ContainerThreads container, ThreadPoolExecutor executor) {
        this.container = container;
        this.executor = executor;
        this.containerThreads = container.most();
        this.executorThreads = executor.getMaximumPoolSize();
    }

    /** Looks again, and keeps what is not as it was. */
    void sample(long at) {
        Sample now = new Sample(at, container.busy(), executor.getActiveCount(), executor.getQueue().size());
        if (samples.isEmpty() || !samples.get(samples.size() - 1).isLike(now)) {
            samples.add(now);
        }
    }

    static final class Sample {

        /** In ms since the burst began. */
        @JsonProperty
        final long at;
        /** How many threads of the container are busy. */
        @JsonProperty
        final int threads;
        @JsonProperty
        final int active;
        @JsonProperty
        final int queued;

        Sample(long at, int threads, int active, int queued) {
            this.at = at;
            this.threads = threads;
            this.active = active;
            this.queued = queued;
        }

        boolean isLike(Sample other) {
            return threads == other.threads && active == other.active && queued == other.queued;
        }
    }
}
