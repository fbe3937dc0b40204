package org.asyncshowcase.rooms.callable;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class UploadTests extends RoomTest {

    /** The SHA-256 of "abc", from FIPS 180-2, appendix B.1. */
    private static final String SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void hashesTheFileInAWorker() throws Exception {
        dispatch(upload("abc.txt", MediaType.APPLICATION_JSON)).andExpect(status().isOk())
                .andExpect(jsonPath("$.name", is("abc.txt")))
                .andExpect(jsonPath("$.size", is(3)))
                .andExpect(jsonPath("$.sha256", is(SHA_OF_ABC)));
    }

    @Test
    void showsThePageWhereAcceptPrefersIt() throws Exception {
        dispatch(upload("<script>", MediaType.TEXT_HTML)).andExpect(status().isOk())
                .andExpect(model().attribute("upload", hasProperty("name", is("<script>"))));
    }

    @Test
    void refusesAFileWithoutAName() throws Exception {
        dispatch(upload("", MediaType.APPLICATION_JSON)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("file: must be a file with a name")));
    }

    @Test
    void namesTheMissingPart() throws Exception {
        mvc.perform(MockMvcRequestBuilders.multipart("/callable/upload"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("file: is missing")));
    }

    private MvcResult upload(String name, MediaType accept) throws Exception {
        byte[] content = {'a', 'b', 'c'};
        return start(MockMvcRequestBuilders.multipart("/callable/upload")
                .file(new MockMultipartFile("file", name, "text/plain", content)).accept(accept));
    }
}
