package org.asyncshowcase.feed;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.asyncshowcase.feed.jms.AcceptedQuotes.GAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RedisStreamTests extends RedisContract {

    /** More than the stream keeps, whose trimming is approximate: by a hundred. */
    private static final int MANY = 250;

    RedisStreamTests() {
        super("redis-streams", true);
    }

    @Test
    void hasAGapWhereTheStreamHasDroppedQuotesMeanwhile() throws Exception {
        try (FollowingNode node = new FollowingNode("redis-streams", redis.port()).awaitConnected();
                FollowingNode other = new FollowingNode("redis-streams", redis.port()).awaitConnected()) {
            String before = node.publish();
            node.follow(before);
            node.proxy.cutOff();
            await().until(() -> !node.sender.isConnected());
            String last = null;
            for (int each = 0; each < MANY; each++) {
                last = other.publish();
            }
            node.proxy.forward();
            node.follow(last);

            assertThat(node.followed).startsWith(before, GAP);
            assertBringsEachQuoteOnce(node);
        }
    }

    /** Its thread is busy with one quote, and the connection is well. */
    @Test
    void hasAGapWhereTheStreamHasDroppedQuotesBeforeItCouldReadThem() throws Exception {
        try (FollowingNode node = new FollowingNode("redis-streams", redis.port()).awaitConnected();
                FollowingNode other = new FollowingNode("redis-streams", redis.port()).awaitConnected()) {
            CountDownLatch busy = new CountDownLatch(1);
            node.log.subscribe(quote -> awaitUninterruptibly(busy));
            String before = other.publish();
            node.follow(before);
            String last = null;
            for (int each = 0; each < MANY; each++) {
                last = other.publish();
            }
            busy.countDown();
            node.follow(last);

            assertThat(node.followed).startsWith(before, GAP);
            assertBringsEachQuoteOnce(node);
        }
    }

    /** A connection that breaks again before anything is read makes another gap. */
    private static void assertBringsEachQuoteOnce(FollowingNode node) {
        assertThat(node.followed.stream().filter(each -> !each.equals(GAP))).doesNotHaveDuplicates();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void hasAGapWhereRedisHasLostItsStream() throws Exception {
        try (FollowingNode node = new FollowingNode("redis-streams", redis.port()).awaitConnected()) {
            String before = node.publish();
            node.follow(before);
            redis.forget();
            await().until(() -> !node.sender.isConnected());
            redis.restart();
            String after = node.publish();
            node.follow(after);

            assertThat(node.followed).containsExactly(before, GAP, after);
        }
    }
}
