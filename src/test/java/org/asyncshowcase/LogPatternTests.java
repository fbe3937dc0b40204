package org.asyncshowcase;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    /** What turns the direction of the rest of a line shows itself as its number. */
    @Test
    void showsEachCharacterOfAMessage() throws Exception {
        assertThat(line("a\u202eb\u2066c\u200bd\u001b[2Je\u0085f\u2028g")).endsWith(
                "a\\u202eb\\u2066c\\u200bd\\u001b[2Je\\u0085f\\u2028g");
    }

    @Test
    void beginsNoLineWithWhatAnExceptionTells() throws Exception {
        String[] lines = line("failed", new IllegalStateException("a name\r\n12:00:00.000 INFO  forged\u202e",
                new IllegalArgumentException("a cause\n12:00:00.000 INFO  forged"))).split("\n");

        assertThat(lines[0]).endsWith(" - failed");
        assertThat(lines[1]).startsWith("java.lang.IllegalStateException: a name").contains("forged");
        assertThat(Arrays.copyOfRange(lines, 2, lines.length)).isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("(\tat |\t\\.\\.\\. |Caused by: ).*").doesNotContain("\u202e"))
                .anySatisfy(line -> assertThat(line).startsWith("Caused by: ").contains("a cause", "forged"));
    }

    @Test
    void namesTheRequestThatTheThreadWorksFor() throws Exception {
        mdc.put("request", "an-id");
        assertThat(line("a message")).contains("] an-id ");
        mdc.clear();
        assertThat(line("a message")).contains("] - ");
    }

    private String line(String message) throws Exception {
        return line(message, null);
    }

    private String line(String message, Throwable failure) throws Exception {
        context.reset();
        context.setMDCAdapter(mdc);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new File("src/main/resources/logback.xml"));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");

        byte[] line = console.getEncoder().encode(
                new LoggingEvent("", root, Level.WARN, message, failure, null));
        context.stop();
        return new String(line, StandardCharsets.UTF_8).strip();
    }
}
