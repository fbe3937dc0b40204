package org.asyncshowcase.rooms.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * The last lines of the application's own log, one line a message: a line break within a message starts no line, so that
 * nothing a user typed can forge one. A thread that logs never waits for a reader.
 */
final class LogLines extends AppenderBase<ILoggingEvent> implements Feed, InitializingBean, DisposableBean {

    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level [%thread] %X{request:--} %X{user:--} %logger{0} - %plain%n%nopex";
    static final byte[] EMPTY_LINE = {'\n'};
    private static final int BATCH_BYTES = 8 * 1024;

    private final PatternLayout layout = new PatternLayout();
    private final LiveStreams streams;
    private final byte[][] ring;
    private long end;

    /** @param capacity how many lines are held */
    LogLines(LiveStreams streams, int capacity) {
        this.streams = streams;
        this.ring = new byte[capacity][];
    }

    @Override
    public void afterPropertiesSet() {
        setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        layout.setContext(getContext());
        layout.getInstanceConverterMap().put("plain", PlainText.class.getName());
        layout.setPattern(PATTERN);
        layout.start();
        start();
        root().addAppender(this);
    }

    @Override
    public void destroy() {
        root().detachAppender(this);
        stop();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    /** Called by any thread that logs. */
    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = layout.doLayout(event).getBytes(StandardCharsets.UTF_8);
        synchronized (ring) {
            ring[(int) (end % ring.length)] = line;
            end++;
        }
        streams.itemCame();
    }

    @Override
    public long end() {
        synchronized (ring) {
            return end;
        }
    }

    /** The position of the oldest line that is held. */
    long oldest() {
        return Math.max(0, end() - ring.length);
    }

    @Override
    public byte[] heartbeat(long position) {
        return EMPTY_LINE;
    }

    @Override
    public long read(long from, ByteArrayOutputStream out) {
        synchronized (ring) {
            long position = Math.max(from, oldest());
            for (; position < end && out.size() < BATCH_BYTES; position++) {
                byte[] line = ring[(int) (position % ring.length)];
                out.write(line, 0, line.length);
            }
            return position;
        }
    }
}
