package org.asyncshowcase.feed;

import org.asyncshowcase.testing.ExternalBroker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The two sources that need no server; for the others {@link SourceContract} has it. */
class RestartTests {

    @ParameterizedTest
    @ValueSource(strings = {"jms", "http"})
    void aQuoteFromBeforeTheRestartIsFollowedByAGap(String source) throws Exception {
        String before;
        try (FollowingNode node = new FollowingNode(source, ExternalBroker.freePort()).awaitConnected()) {
            before = node.publish();
            node.follow(node.publish());
        }
        try (FollowingNode node = new FollowingNode(source, ExternalBroker.freePort()).awaitConnected()) {
            String after = node.publish();
            node.follow(after);

            assertThat(node.log.after(before).isGap()).isTrue();
            assertThat(node.log.after(before).getQuotes()).extracting(Quote::getId).containsExactly(after);
        }
    }
}
