package org.asyncshowcase.stream;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MvcResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

class ExportTests extends RoomTest {

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
}
