package org.asyncshowcase.feed;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

class QuoteLogTests {

    private final QuoteLog log = new QuoteLog(3);

    @Test
    void holdsTheLastQuotesAndTellsOfTheGap() {
        append(5);

        assertThat(ids(log.after("node-1"))).containsExactly("node-3", "node-4", "node-5");
        assertThat(log.after("node-1").isGap()).isTrue();
        assertThat(log.after("node-1").getLast()).isEqualTo("node-5");
        assertThat(log.seen()).isEqualTo(5);
    }

    @Test
    void answersWhatIsAfterTheCursorWithoutAGap() {
        append(5);

        assertThat(ids(log.after("node-3"))).containsExactly("node-4", "node-5");
        assertThat(log.after("node-3").isGap()).isFalse();
        assertThat(log.after("node-5").getQuotes()).isEmpty();
        assertThat(log.after("node-5").getLast()).isEqualTo("node-5");
    }

    /** Its bytes are made once then. */
    @Test
    void answersAllWhoWaitAtOnePlaceAlike() {
        append(2);

        assertThat(log.after("node-1")).isSameAs(log.after("node-1")).isNotSameAs(log.after("node-2"));
        Backlog before = log.after("node-2");
        append(3);
        assertThat(ids(log.after("node-2"))).containsExactly("node-3");
        assertThat(before.getQuotes()).isEmpty();
    }

    /** A reader that begins on an empty log, and is cut off before the first quote. */
    @Test
    void hasAPlaceBeforeTheFirstQuote() {
        String id = log.idBefore(0);

        append(3);

        assertThat(ids(log.after(id))).containsExactly("node-1", "node-2", "node-3");
        assertThat(log.after(id).isGap()).isFalse();
        assertThat(log.positionAfter(id)).isZero();
        assertThat(new QuoteLog(3).positionAfter(id)).as("in the log of another node, or after a restart").isEqualTo(-1);
        append(4);
        assertThat(log.after(id).isGap()).isTrue();
    }

    /** The quotes after it are all held. */
    @Test
    void tellsNoGapToWhomHasSeenTheOneThatWasJustOverwritten() {
        append(4);

        assertThat(ids(log.after("node-1"))).containsExactly("node-2", "node-3", "node-4");
        assertThat(log.after("node-1").isGap()).isFalse();
        assertThat(log.idBefore(1)).isEqualTo("node-1");
        assertThat(log.idBefore(4)).isEqualTo("node-4");
        assertThat(log.idBefore(0)).isNull();
    }

    /** A follower that has read all before the break may have missed some; one that has not reads these first. */
    @Test
    void makesAGapOfABreakForEachCursorFromBefore() {
        QuoteLog log = new QuoteLog(10);
        log.append(quote(1));
        log.append(quote(2));
        long open = log.seen();
        log.interrupted();
        String since = log.newest();
        log.append(quote(3));

        assertThat(ids(log.after("node-1"))).containsExactly("node-2");
        assertThat(log.after("node-1").isGap()).isFalse();
        assertThat(log.after("node-1").getLast()).isEqualTo("node-2");
        assertThat(ids(log.after("node-2"))).containsExactly("node-3");
        assertThat(log.after("node-2").isGap()).isTrue();
        assertThat(ids(log.after(since))).containsExactly("node-3");
        assertThat(log.after(since).isGap()).isFalse();
        assertThat(log.at(open)).as("what a stream that is open finds").isNull();
        assertThat(log.behindGap(open)).isEqualTo(log.positionAfter("node-2") + 1).isLessThan(log.seen());
        assertThat(log.latestPrice("ACME")).isEqualByComparingTo("1");
    }

    @Test
    void hasAPlaceToGoOnFromWhereNothingHasComeSinceTheBreak() {
        append(1);
        log.interrupted();
        log.interrupted();

        Backlog backlog = log.after("node-1");
        assertThat(backlog.isGap()).isTrue();
        assertThat(backlog.getQuotes()).isEmpty();
        assertThat(log.after(backlog.getLast()).isGap()).isFalse();
        log.append(quote(2));
        assertThat(ids(log.after(backlog.getLast()))).containsExactly("node-2");
    }

    @Test
    void beginsWithTheOldestQuoteThoughABreakIsOlder() {
        log.interrupted();
        String since = log.newest();
        append(2);

        assertThat(ids(log.after("gone-1"))).containsExactly("node-1", "node-2");
        assertThat(log.after("gone-1").isGap()).isTrue();
        assertThat(log.after(since).isGap()).isFalse();
        assertThat(log.idBefore(log.oldest())).isEqualTo(since);
        log.append(quote(3));
        assertThat(ids(log.after(since))).as("the break is overwritten").containsExactly("node-1", "node-2", "node-3");
        assertThat(log.after(since).isGap()).isFalse();
        log.append(quote(4));
        assertThat(log.after(since).isGap()).isTrue();
    }

    @Test
    void passesOverAQuoteThatIsDeliveredAgain() {
        List<String> told = new ArrayList<>();
        log.subscribe(quote -> told.add(quote.getId()));
        append(2);

        log.append(quote(2));

        assertThat(told).containsExactly("node-1", "node-2");
        assertThat(log.seen()).isEqualTo(2);
    }

    @Test
    void tellsTheOthersWhenOneSubscriberFails() {
        List<String> told = new ArrayList<>();
        log.subscribe(quote -> {
            throw new IllegalStateException("a subscriber that fails");
        });
        log.subscribe(quote -> told.add(quote.getId()));

        append(1);

        assertThat(told).containsExactly("node-1");
    }

    @Test
    void holdsTheQuoteBeforeItTellsTheSubscribers() {
        List<Integer> seen = new ArrayList<>();
        log.subscribe(quote -> seen.add(log.after("node-0").getQuotes().size()));

        append(2);

        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void knowsTheNewestPriceOfASymbol() {
        log.append(new Quote("node-1", "ACME", "1.5", 0));
        log.append(new Quote("node-2", "ACME", "2.5", 0));
        log.append(new Quote("node-3", "GLOBEX", "9", 0));

        assertThat(log.latestPrice("ACME")).isEqualByComparingTo("2.5");
        assertThat(log.latestPrice("INITECH")).isNull();
    }

    private void append(int count) {
        for (int i = 1; i <= count; i++) {
            log.append(quote(i));
        }
    }

    private static Quote quote(int number) {
        return new Quote("node-" + number, "ACME", "1", number);
    }

    private static List<String> ids(Backlog backlog) {
        return backlog.getQuotes().stream().map(Quote::getId).collect(toList());
    }
}
