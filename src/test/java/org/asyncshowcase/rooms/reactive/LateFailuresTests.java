package org.asyncshowcase.rooms.reactive;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.reactivex.plugins.RxJavaPlugins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

class LateFailuresTests {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final LateFailures failures = new LateFailures();

    @BeforeEach
    void start() {
        logged.start();
        root.addAppender(logged);
        failures.afterPropertiesSet();
    }

    @AfterEach
    void stop() {
        failures.destroy();
        root.detachAppender(logged);
    }

    @Test
    void fillNoLogWhicheverLibraryDropsThem() {
        Operators.onErrorDropped(new IllegalStateException("released already"), Context.empty());
        RxJavaPlugins.onError(new IllegalStateException("released already"));

        assertThat(logged.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.INFO));
    }
}
