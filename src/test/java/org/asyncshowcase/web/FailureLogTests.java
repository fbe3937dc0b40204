package org.asyncshowcase.web;

import java.io.IOException;
import java.util.List;

import javax.servlet.DispatcherType;
import javax.servlet.FilterChain;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletResponse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each answer of 5xx is one line. */
class FailureLogTests {

    private static final FilterChain ANSWERS = (request, response) -> { };

    private final Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/path");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @BeforeEach
    void attach() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void detach() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void logsARefusalOnceWithItsReason() throws Exception {
        filter((asked, answer) -> ((HttpServletResponse) answer).sendError(503, "too many"));
        dispatchError(503);

        assertThat(lines()).containsExactly("INFO GET /path answered 503: too many");
    }

    @Test
    void logsARefusalByAnExceptionWithoutItsTrace() {
        FailureLog.log(request, 503, new IllegalStateException("too many"));

        assertThat(lines()).containsExactly("INFO GET /path answered 503: java.lang.IllegalStateException: too many");
        assertThat(log.list.get(0).getThrowableProxy()).isNull();
    }

    @Test
    void logsAnExceptionInPlaceOfTheContainer() throws Exception {
        filter((asked, answer) -> {
            throw new ServletException("failed");
        });
        dispatchError(500);

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(lines()).containsExactly("ERROR GET /path failed");
        assertThat(log.list.get(0).getThrowableProxy().getMessage()).isEqualTo("failed");
    }

    @Test
    void logsWhatTheContainerAnswersByItself() throws Exception {
        dispatchError(500);

        assertThat(lines()).containsExactly("ERROR GET /path failed: nobody said why");
    }

    @Test
    void logsAStatusThatIsSetWithoutAFailure() throws Exception {
        filter((asked, answer) -> ((HttpServletResponse) answer).setStatus(502));

        assertThat(lines()).containsExactly("INFO GET /path answered 502: nobody said why");
    }

    @Test
    void logsNothingThatMvcHasLogged() throws Exception {
        filter((asked, answer) -> {
            new Failures(new ProblemView(new AcceptHeader(), 1))
                    .resolveException(request, response, null, new IllegalStateException("failed"));
            response.setStatus(500);
        });

        assertThat(lines()).containsExactly("ERROR GET /path failed");
    }

    @Test
    void logsNothingWhileAnAnswerIsStillToCome() throws Exception {
        request.setAsyncSupported(true);
        filter((asked, answer) -> {
            asked.startAsync();
            response.setStatus(500);
        });
        filter((asked, answer) -> response.setStatus(404));

        assertThat(lines()).isEmpty();
    }

    /** By a listener, a worker, or the stop. */
    @Test
    void logsWhatIsAnsweredOutsideOfTheDispatches() throws Exception {
        request.setAsyncSupported(true);
        filter((asked, answer) -> asked.startAsync());
        response.setStatus(503);
        request.getAsyncContext().complete();
        request.getAsyncContext().complete();

        assertThat(lines()).containsExactly("INFO GET /path answered 503: nobody said why");
    }

    /** It can do no more than cut what is sent, and logs it. */
    @Test
    void leavesAFailureAfterTheCommitToTheContainer() {
        response.setCommitted(true);

        assertThatThrownBy(() -> filter((asked, answer) -> {
            throw new IllegalStateException("failed");
        })).hasMessage("failed");
        assertThatThrownBy(() -> filter((asked, answer) -> {
            throw new IOException("the client has left");
        })).hasMessage("the client has left");
        assertThat(lines()).isEmpty();
    }

    private void dispatchError(int status) throws ServletException, IOException {
        request.setDispatcherType(DispatcherType.ERROR);
        request.setRequestURI("/error");
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/path");
        response.setStatus(status);
        filter(ANSWERS);
    }

    private void filter(FilterChain chain) throws ServletException, IOException {
        new FailureLog().doFilter(request, response, chain);
    }

    private List<String> lines() {
        return log.list.stream().map(each -> each.getLevel() + " " + each.getFormattedMessage()).collect(toList());
    }
}
