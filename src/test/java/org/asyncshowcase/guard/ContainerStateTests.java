package org.asyncshowcase.guard;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.function.BiConsumer;

import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.servlet.AsyncContext;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/** Between the container's first step to a stop and Spring's. */
class ContainerStateTests {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final WebModule ours = new WebModule("work/Catalina/localhost/ours");
    private final WebModule other = new WebModule("work/Catalina/other/ours");
    private final MockServletContext servletContext = new MockServletContext();
    private final GuardFilter requests = MockRequest.filter();

    @BeforeEach
    void start() throws Exception {
        register("//localhost/ours", ours);
        register("//other/ours", other);
        servletContext.setAttribute(ServletContext.TEMPDIR, new File("/tomcat/work/Catalina/localhost/ours"));
        requests.setServletContext(servletContext);
        requests.afterPropertiesSet();
    }

    @AfterEach
    void stop() throws Exception {
        for (ObjectName each : server.queryNames(new ObjectName("Tests:*"), null)) {
            server.unregisterMBean(each);
        }
    }

    @Test
    void stopsWithItsOwnApplicationAndNotWithAnotherHosts() {
        other.state = "STOPPING_PREP";
        assertThat(requests.isStopping()).isFalse();

        ours.state = "STOPPING_PREP";
        assertThat(requests.isStopping()).isTrue();
    }

    @Test
    void hasStoppedWhenTheContainerHasForgottenIt() {
        ours.state = "DESTROYED";

        assertThat(requests.isStopping()).isTrue();
    }

    @Test
    void isNotStoppingWhereTheContainerTellsNothing() throws Exception {
        stop();

        assertThat(new ContainerState(servletContext).isStopping()).isFalse();
        assertThat(new ContainerState(null).isStopping()).isFalse();
    }

    @Test
    void leavesADispatchToTheStopThatAnswersIt() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/1", response);
        request.pass((wrapped, answer) -> {
            AsyncContext context = wrapped.startAsync(wrapped, answer);
            ours.state = "STOPPING_PREP";

            context.dispatch();
        });

        assertThat(request.context().getDispatchedPath()).isNull();
        requests.onApplicationEvent(null);
        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void forgivesADispatchThatFailsBecauseTheStopHasBegun() {
        assertThatCode(() -> failing(() -> ours.state = "STOPPING_PREP")).doesNotThrowAnyException();
    }

    @Test
    void tellsOfADispatchThatFailsOtherwise() {
        assertThatThrownBy(() -> failing(() -> { })).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void answersATimeOutItselfSinceMvcCannotAnyMore() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/1", response);
        request.park();
        // as Tomcat 7 has it in a time-out
        request.request().setAsyncStarted(false);
        ours.state = "STOPPING_PREP";

        request.timeOut();

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
        assertThat(response.getContentAsString()).contains("the application stops");
        assertThat(requests.size()).isZero();
    }

    /** MVC dispatches a fallback, or the exception that becomes a 503: where that is left, nobody else answers in time. */
    @Test
    void answersATimeOutThatMvcDispatchesIntoTheStop() throws Exception {
        assertThat(timedOut((request, mvc) -> {
            ours.state = "STOPPING_PREP";
            mvc.dispatch();
        })).isEqualTo(503);
    }

    @Test
    void answersATimeOutWhoseDispatchFailsBecauseTheStopHasBegun() throws Exception {
        assertThat(timedOut((request, mvc) -> {
            failDispatch(request, () -> ours.state = "STOPPING_PREP");
            mvc.dispatch();
        })).isEqualTo(503);
    }

    @Test
    void tellsNobodyElseOfATimeOutThatItHasAnswered() throws Exception {
        ours.state = "STOPPING_PREP";

        assertThat(timedOut((request, mvc) -> fail("there is nothing to answer"))).isEqualTo(503);
    }

    @Test
    void leavesATimeOutToMvcBeforeThat() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/1", response);
        request.park();

        request.timeOut();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(request.request().isAsyncStarted()).isTrue();
    }

    @Test
    void answersARequestWhoseJspIsGone() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/1", response);

        request.pass((wrapped, answer) -> {
            answer.getWriter().write("half a page");
            ours.state = "STOPPING_PREP";
            wrapped.getRequestDispatcher("/WEB-INF/views/a.jsp").include(wrapped, answer);
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("the application stops").doesNotContain("half");
    }

    @Test
    void tellsTheContainerOfAFailureOtherwise() {
        MockRequest request = new MockRequest(requests, "GET", "/a/1", new MockHttpServletResponse());

        assertThatThrownBy(() -> request.pass((wrapped, answer) -> {
            throw new ServletException("failed");
        })).isInstanceOf(ServletException.class);
    }

    /** The status of a request whose time is over, and which MVC answers so. */
    private int timedOut(BiConsumer<MockRequest, AsyncWebRequest> answers) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockRequest request = new MockRequest(requests, "GET", "/a/1", response);
        request.pass((wrapped, answer) -> {
            AsyncWebRequest mvc = new StandardServletAsyncWebRequest((HttpServletRequest) wrapped,
                    (HttpServletResponse) answer);
            mvc.addTimeoutHandler(() -> answers.accept(request, mvc));
            mvc.startAsync();
        });

        request.timeOut();

        assertThat(requests.size()).as("held requests").isZero();
        return response.getStatus();
    }

    /** @param before what happens between the question for the stop and the failure */
    private void failing(Runnable before) throws Exception {
        MockRequest request = new MockRequest(requests, "GET", "/a/1", new MockHttpServletResponse());
        request.pass((wrapped, answer) -> {
            AsyncContext context = wrapped.startAsync(wrapped, answer);
            failDispatch(request, before);
            context.dispatch();
        });
    }

    /** As Tomcat does where it has taken the paths away. */
    private static void failDispatch(MockRequest request, Runnable before) {
        request.context().addDispatchHandler(() -> {
            before.run();
            throw new UnsupportedOperationException("The dispatcher does not support asynchronous dispatching");
        });
    }

    private void register(String name, WebModule module) throws Exception {
        server.registerMBean(new StandardMBean(module, Module.class),
                new ObjectName("Tests:j2eeType=WebModule,name=" + name + ",J2EEApplication=none,J2EEServer=none"));
    }

    /** As Tomcat's. */
    public interface Module {
        String getworkDir();

        Object getmanagedResource();
    }

    public static final class WebModule implements Module {

        private final String workDir;
        private String state = "STARTED";

        WebModule(String workDir) {
            this.workDir = workDir;
        }

        @Override
        public String getworkDir() {
            return workDir;
        }

        @Override
        public Object getmanagedResource() {
            return this;
        }

        public String getStateName() {
            return state;
        }
    }
}
