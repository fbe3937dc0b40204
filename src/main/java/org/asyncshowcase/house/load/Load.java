package org.asyncshowcase.house.load;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The result of a burst, and what it held. Only the thread of the burst may use it before the burst is over. */
final class Load {

    private final ThreadPoolTaskExecutor container;
    private final ThreadPoolTaskExecutor executor;
    private final int requests;
    private final long before;

    /** How many threads the small container has. */
    @JsonProperty
    final int containerThreads;
    @JsonProperty
    final int executorThreads;
    @JsonProperty
    final List<Sample> samples = new ArrayList<>();
    @JsonProperty
    List<Exchange> exchanges;
    /** The short request that was sent after them. */
    @JsonProperty
    Exchange neighbour;

    /** It begins now. */
    Load(ThreadPoolTaskExecutor container, ThreadPoolTaskExecutor executor, int requests) {
        this.container = container;
        this.executor = executor;
        this.requests = requests;
        this.before = container.getThreadPoolExecutor().getTaskCount();
        this.containerThreads = container.getMaxPoolSize();
        this.executorThreads = executor.getMaxPoolSize();
    }

    /** Looks again, and keeps what is not as it was. Tells whether the container has taken all requests. */
    boolean sample(long at) {
        Sample now = new Sample(at, container.getActiveCount(), executor.getActiveCount());
        if (samples.isEmpty() || !samples.get(samples.size() - 1).isLike(now)) {
            samples.add(now);
        }
        return container.getThreadPoolExecutor().getTaskCount() - before >= requests;
    }

    /** @param answers of the burst's requests, and last that of the short one */
    void end(List<Exchange> answers) {
        exchanges = answers.subList(0, requests);
        neighbour = answers.get(requests);
    }

    static final class Sample {

        /** In ms since the burst began. */
        @JsonProperty
        final long at;
        /** How many threads of the small container are busy. */
        @JsonProperty
        final int threads;
        /** How many of the executor. */
        @JsonProperty
        final int active;

        Sample(long at, int threads, int active) {
            this.at = at;
            this.threads = threads;
            this.active = active;
        }

        boolean isLike(Sample other) {
            return threads == other.threads && active == other.active;
        }
    }
}
