package org.asyncshowcase.rooms.quotes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;

import org.asyncshowcase.feed.BrokerAwayException;
import org.asyncshowcase.feed.QuoteSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.scheduling.TaskScheduler;

/** Publishes a quote at a fixed period, the symbols in turn, each price a random step from the one before. */
public final class Ticker implements ApplicationListener<ContextClosedEvent> {

    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

    private final Map<String, BigDecimal> prices = new LinkedHashMap<>();
    private final QuoteSender sender;
    private final ScheduledFuture<?> ticks;
    /** Until the first quote: it may be due before this node listens. */
    private boolean failing = true;

    /** @param periodMillis time between two quotes in ms; 0: none are published */
    public Ticker(QuoteSender sender, TaskScheduler scheduler, int periodMillis) {
        this.sender = sender;
        prices.put("ACME", new BigDecimal("100.00"));
        prices.put("GLOBEX", new BigDecimal("250.00"));
        prices.put("INITECH", new BigDecimal("40.00"));
        ticks = periodMillis > 0 ? scheduler.scheduleAtFixedRate(this::tick, Duration.ofMillis(periodMillis)) : null;
    }

    /** Long before the scheduler stops: a tick that it interrupted would report that the broker is away. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (ticks != null) {
            ticks.cancel(false);
        }
    }

    /** Called by the scheduler's thread. A broker that is away is logged when it goes, not at every tick. */
    private void tick() {
        String symbol = prices.keySet().iterator().next();
        BigDecimal price = step(prices.remove(symbol));
        prices.put(symbol, price);
        try {
            sender.publish(symbol, price.toPlainString());
            failing = false;
        } catch (BrokerAwayException ex) {
            if (!failing) {
                log.warn("No quotes until the broker is back: {}", ex.getMessage());
            }
            failing = true;
        }
    }

    /** Up or down by at most one percent, and never below 1. */
    private static BigDecimal step(BigDecimal price) {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-0.01, 0.01);
        return price.multiply(BigDecimal.valueOf(factor)).max(BigDecimal.ONE).setScale(2, RoundingMode.HALF_UP);
    }
}
