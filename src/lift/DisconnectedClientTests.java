package org.asyncshowcase.lift;

import java.io.IOException;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.util.DisconnectedClientHelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** How Spring 6.1 and later say that a client has gone. */
class DisconnectedClientTests {

    private final Worker worker = new Worker();
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(worker).build();

    /** An IOException still. On Spring 5.2 the write reaches the container, which may use the response for somebody else. */
    @Test
    void letsNobodyWriteAfterTheContainerHasReportedAFailure() throws Exception {
        MvcResult started = mvc.perform(get("/kept")).andReturn();
        worker.response.getWriter().write("first");

        breakConnection((MockAsyncContext) started.getRequest().getAsyncContext());

        assertThatThrownBy(() -> worker.response.flushBuffer()).isInstanceOf(AsyncRequestNotUsableException.class)
                .isInstanceOf(IOException.class).hasMessage("Response not usable after response errors.");
    }

    private static void breakConnection(MockAsyncContext context) throws IOException {
        for (AsyncListener listener : context.getListeners()) {
            listener.onError(new AsyncEvent(context, new IOException("Broken pipe")));
        }
    }

    /** By the name of the exception, or by its text: the connection to a partner breaks with the same one. */
    @Test
    void distinguishesAClientThatHasGoneFromAPartner() {
        IOException broken = new IOException("Connection reset by peer");

        assertThat(isClient(broken)).isTrue();
        assertThat(isClient(new IllegalStateException(new AsyncRequestNotUsableException("response not usable")))).isTrue();
        assertThat(isClient(new ResourceAccessException("partner", broken))).isFalse();
        assertThat(isClient(new IOException("disk full"))).isFalse();
    }

    private static boolean isClient(Exception failure) {
        return DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    @RestController
    static class Worker {

        private HttpServletResponse response;

        /** Keeps the response, as a worker does. */
        @GetMapping("/kept")
        DeferredResult<String> kept(HttpServletResponse given) {
            response = given;
            return new DeferredResult<>();
        }
    }
}
