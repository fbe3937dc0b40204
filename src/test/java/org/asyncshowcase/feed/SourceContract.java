package org.asyncshowcase.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.asyncshowcase.testing.DebianServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.asyncshowcase.feed.jms.AcceptedQuotes.GAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a source of quotes has to do: for two nodes that share it, and a server that goes, falls silent, and is back. */
abstract class SourceContract {

    /** Promised are 2 s. Where each of twenty waited for the others, it would take longer. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private final String source;
    private final boolean keepsQuotes;
    private final String threads;
    private DebianServer server;
    private FollowingNode first;
    private FollowingNode second;

    /**
     * @param keepsQuotes whether a node that comes back misses none
     * @param threads how the names of its threads begin
     */
    SourceContract(String source, boolean keepsQuotes, String threads) {
        this.source = source;
        this.keepsQuotes = keepsQuotes;
        this.threads = threads;
    }

    abstract DebianServer server() throws Exception;

    @BeforeEach
    void start() throws Exception {
        server = server();
        first = new FollowingNode(source, server.port()).awaitConnected();
        second = new FollowingNode(source, server.port()).awaitConnected();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            first.close();
            second.close();
        }
    }

    @Test
    void bringsAQuoteToEveryNode() {
        String id = first.publish();

        first.follow(id);
        second.follow(id);
        assertThat(first.followed).containsExactly(id);
        assertThat(second.followed).containsExactly(id);
    }

    @Test
    void missesNoQuoteInSilenceWhileANodeIsCutOff() throws Exception {
        String before = first.publish();
        second.follow(before);
        second.proxy.cutOff();
        await().until(() -> !second.sender.isConnected());
        String missed = first.publish();
        second.proxy.forward();
        await().until(second.sender::isConnected);
        String after = first.publish();

        first.follow(after);
        second.follow(after);

        assertThat(first.followed).containsExactly(before, missed, after);
        assertThat(second.followed).containsExactly(before, keepsQuotes ? missed : GAP, after);
    }

    @Test
    void refusesQuotesWhileTheServerIsAwayAndGoesOnWithoutARestart() throws Exception {
        String before = first.publish();
        first.follow(before);

        server.kill();
        await().until(() -> !first.sender.isConnected());
        assertThatThrownBy(() -> first.sender.publish("ACME", "1")).isInstanceOf(BrokerAwayException.class);
        server.restart();
        await().until(first.sender::isConnected);
        // at once: nothing of the connections before is left
        String after = first.sender.publish("ACME", "1").getId();
        first.follow(after);

        assertThat(first.followed).isEqualTo(keepsQuotes ? List.of(before, after) : List.of(before, GAP, after));
    }

    @Test
    void startsWhileTheServerIsAway() throws Exception {
        server.kill();

        try (FollowingNode node = new FollowingNode(source, server.port())) {
            assertThatThrownBy(() -> node.sender.publish("ACME", "1")).isInstanceOf(BrokerAwayException.class);
            String early = node.log.newest();
            server.restart();
            node.awaitConnected();
            node.follow(node.publish());
            assertThat(node.log.after(early).isGap()).as("what others have published before").isTrue();
        }
    }

    @Test
    void knowsTheQuotesFromBeforeItsStartOnlyWhereTheServerKeepsThem() throws Exception {
        String before = first.publish();
        String after = first.publish();
        first.follow(after);

        try (FollowingNode node = new FollowingNode(source, server.port()).awaitConnected()) {
            assertThat(node.log.after(before).isGap()).isEqualTo(!keepsQuotes);
            assertThat(node.log.after(before).getQuotes()).extracting(Quote::getId)
                    .isEqualTo(keepsQuotes ? List.of(after) : List.of());
        }
    }

    @Test
    void refusesQuotesWhileTheServerIsSilent() {
        first.follow(first.publish());
        first.proxy.swallow();
        long begun = System.nanoTime();

        // by what is there already, and then by what twenty at once need besides
        refused().join();
        CompletableFuture.allOf(Stream.generate(this::refused).limit(20).toArray(CompletableFuture[]::new)).join();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ENDS_WITHIN);
        await().until(() -> !first.sender.isConnected());
        first.proxy.forward();
        first.follow(first.publish());
    }

    private CompletableFuture<Void> refused() {
        return CompletableFuture.runAsync(() -> assertThatThrownBy(() -> first.sender.publish("ACME", "1"))
                .isInstanceOf(BrokerAwayException.class), task -> new Thread(task).start());
    }

    @Test
    void leavesNoThreadWhenItEndsWhileTheServerIsSilent() throws Exception {
        stop();
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        FollowingNode node = new FollowingNode(source, server.port()).awaitConnected();
        node.follow(node.publish());
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(each -> !others.contains(each) && each.getName().startsWith(threads));
        node.proxy.swallow();

        node.close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(each -> !others.contains(each) && each.getName().startsWith(threads)));
    }
}
