package org.asyncshowcase;

import java.io.File;
import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogPatternTests {

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

    @Test
    void writesAMessageWithLineBreaksOnOneLine() throws Exception {
        assertThat(line("a name\r\n12:00:00 INFO  a forged line")).contains("a forged line").doesNotContain("\n", "\r");
    }

    @Test
    void namesTheRequestThatTheThreadWorksFor() throws Exception {
        mdc.put("request", "an-id");
        assertThat(line("a message")).contains("] an-id ");
        mdc.clear();
        assertThat(line("a message")).contains("] - ");
    }

    private String line(String message) throws Exception {
        context.reset();
        context.setMDCAdapter(mdc);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new File("src/main/resources/logback.xml"));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");

        byte[] line = console.getEncoder().encode(
                new LoggingEvent("", root, Level.WARN, message, null, null));
        context.stop();
        return new String(line, StandardCharsets.UTF_8).strip();
    }
}
