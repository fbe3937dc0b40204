package org.asyncshowcase.rooms.export;

import java.util.concurrent.CountDownLatch;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.guard.BoundedExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class ExportTests extends RoomTest {

    @Test
    void writesRowsAsRfc4180() throws Exception {
        MvcResult export = start(get("/export/rows.csv?rows=2"));
        awaitResult(export);

        assertThat(export.getResponse().getContentAsString()).isEqualTo("row,symbol,text\r\n"
                + "1,ACME,\"quoted \"\"text\"\", with a comma\"\r\n"
                + "2,ACME,\"quoted \"\"text\"\", with a comma\"\r\n");
        assertThat(export.getResponse().getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(export.getResponse().getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"rows.csv\"");
        dispatch(export).andExpect(status().isOk());
    }

    @Test
    void writesTheHeadAloneWhereNoRowsAreAskedFor() throws Exception {
        MvcResult export = start(get("/export/rows.csv?rows=0"));
        awaitResult(export);

        assertThat(export.getResponse().getContentAsString()).isEqualTo("row,symbol,text\r\n");
        dispatch(export);
    }

    /** MVC's own time-out, 8 s, would cut it. */
    @Test
    void hasATimeoutOfItsOwn() throws Exception {
        MvcResult export = start(get("/export/rows.csv?rows=1"));

        assertThat(export.getRequest().getAsyncContext().getTimeout()).isEqualTo(3_600_000);
        dispatch(export);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100000001", "9999999999", "x", "1.5"})
    void refusesRowsThatAreOutOfRange(String rows) throws Exception {
        mvc.perform(get("/export/rows.csv").param("rows", rows)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("rows: ")));
    }

    @Test
    void sendsTheFileWithItsLengthAsTheBlockingTwinDoes() throws Exception {
        String file = mvc.perform(get("/blocking/file")).andExpect(status().isOk()).andReturn()
                .getResponse().getContentAsString();
        MvcResult streamed = start(get("/export/file"));
        awaitResult(streamed);

        assertThat(streamed.getResponse().getContentAsString()).isEqualTo(file).isNotEmpty();
        assertThat(streamed.getResponse().getContentLengthLong())
                .isEqualTo(streamed.getResponse().getContentAsByteArray().length);
        dispatch(streamed);
    }

    @Test
    void leavesTheFileToAContainerThatSendsItByItself(@Value("${export.file}") Resource file) throws Exception {
        MvcResult left = mvc.perform(get("/export/file").requestAttr("org.apache.tomcat.sendfile.support", true))
                .andExpect(request().asyncNotStarted()).andExpect(status().isOk())
                .andExpect(header().longValue("Content-Length", file.contentLength()))
                .andExpect(request().attribute("org.apache.tomcat.sendfile.filename", file.getFile().getPath()))
                .andExpect(request().attribute("org.apache.tomcat.sendfile.start", 0L))
                .andExpect(request().attribute("org.apache.tomcat.sendfile.end", file.contentLength())).andReturn();

        assertThat(left.getResponse().getContentAsByteArray()).isEmpty();
        assertThat(held.size()).isZero();
    }

    @Test
    void leavesNothingToTheContainerWhereOnlyTheHeadersAreWanted() throws Exception {
        MvcResult export = start(head("/export/file").requestAttr("org.apache.tomcat.sendfile.support", true));

        dispatch(export).andExpect(request().attribute("org.apache.tomcat.sendfile.filename", nullValue()));
    }

    /** The headers of the file are set before its executor refuses it: a client would wait for the rest of that length. */
    @Test
    void answersARejectionWithoutTheHeadersOfTheFile(@Autowired @Qualifier("exports") BoundedExecutor exports,
            @Value("${executors.exports.threads}") int threads) throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        for (int each = 0; each < threads; each++) {
            exports.execute(() -> awaitQuietly(leave));
        }
        try {
            for (String path : new String[] {"/export/file", "/export/rows.csv"}) {
                dispatch(start(get(path))).andExpect(status().isServiceUnavailable())
                        .andExpect(header().string("Retry-After", "5"))
                        .andExpect(result -> assertThat(result.getResponse().getHeaders("Content-Length")).containsExactly(
                                Integer.toString(result.getResponse().getContentAsByteArray().length)))
                        .andExpect(header().doesNotExist("Content-Disposition"));
            }
        } finally {
            leave.countDown();
        }
        assertThat(held.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "rows.csv?rows=100000000"})
    void writesNothingWhereOnlyTheHeadersAreWanted(String path) throws Exception {
        MvcResult export = start(head("/export/" + path));

        dispatch(export).andExpect(status().isOk());

        assertThat(export.getResponse().getContentAsByteArray()).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
