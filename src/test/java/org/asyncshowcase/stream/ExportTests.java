package org.asyncshowcase.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.executors.BoundedExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class ExportTests extends RoomTest {

    @Test
    void writesRowsAsRfc4180() throws Exception {
        MvcResult export = start(get("/stream/export.csv?rows=2"));
        awaitResult(export);

        assertThat(export.getResponse().getContentAsString()).isEqualTo("row,symbol,text\r\n"
                + "1,ACME,\"quoted \"\"text\"\", with a comma\"\r\n"
                + "2,ACME,\"quoted \"\"text\"\", with a comma\"\r\n");
        assertThat(export.getResponse().getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(export.getResponse().getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"export.csv\"");
        dispatch(export).andExpect(status().isOk());
    }

    @Test
    void writesTheHeadAloneWhereNoRowsAreAskedFor() throws Exception {
        MvcResult export = start(get("/stream/export.csv?rows=0"));
        awaitResult(export);

        assertThat(export.getResponse().getContentAsString()).isEqualTo("row,symbol,text\r\n");
        dispatch(export);
    }

    /** MVC's own time-out, 8 s, would cut it. */
    @Test
    void hasATimeoutOfItsOwn() throws Exception {
        MvcResult export = start(get("/stream/export.csv?rows=1"));

        assertThat(export.getRequest().getAsyncContext().getTimeout()).isEqualTo(3_600_000);
        dispatch(export);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100000001", "9999999999", "x", "1.5"})
    void refusesRowsThatAreOutOfRange(String rows) throws Exception {
        mvc.perform(get("/stream/export.csv").param("rows", rows)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("rows: ")));
    }

    @Test
    void sendsTheFileWithItsLengthAsTheBlockingTwinDoes() throws Exception {
        String file = mvc.perform(get("/blocking/file")).andExpect(status().isOk()).andReturn()
                .getResponse().getContentAsString();
        MvcResult streamed = start(get("/stream/file"));
        awaitResult(streamed);

        assertThat(streamed.getResponse().getContentAsString()).isEqualTo(file).isNotEmpty();
        assertThat(streamed.getResponse().getContentLengthLong())
                .isEqualTo(streamed.getResponse().getContentAsByteArray().length);
        dispatch(streamed);
    }

    /** The headers of the file are set before its executor refuses it: a client would wait for the rest of that length. */
    @Test
    void answersARejectionWithoutTheHeadersOfTheFile(@Autowired @Qualifier("exports") BoundedExecutor exports)
            throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        await().pollInterval(Duration.ofMillis(1)).until(() -> isFilled(exports, leave));
        try {
            for (String path : new String[] {"/stream/file", "/stream/export.csv"}) {
                dispatch(start(get(path))).andExpect(status().isServiceUnavailable())
                        .andExpect(header().string("Retry-After", "5"))
                        .andExpect(header().doesNotExist("Content-Length"))
                        .andExpect(header().doesNotExist("Content-Disposition"));
            }
        } finally {
            leave.countDown();
        }
    }

    /** A thread may not have taken its task out of the queue yet: it is full only once all of them are busy. */
    private static boolean isFilled(BoundedExecutor executor, CountDownLatch leave) {
        try {
            executor.execute(() -> awaitQuietly(leave));
        } catch (TaskRejectedException ex) {
            // looked at below
        }
        return executor.isFull();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
