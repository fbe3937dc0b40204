package org.asyncshowcase.house.doctor;

import javax.servlet.DispatcherType;
import javax.servlet.RequestDispatcher;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class DoctorRoomTests extends RoomTest {

    private static final String BLOCKING = "<Server><Connector"
            + " protocol='org.apache.coyote.http11.Http11Protocol'/></Server>";

    @Test
    void tellsEachFindingWithPlaceReasonAndLink() throws Exception {
        dispatch(upload("server.xml", BLOCKING, MediaType.APPLICATION_JSON)).andExpect(status().isOk())
                .andExpect(jsonPath("$.findings", hasSize(1)))
                .andExpect(jsonPath("$.findings[0].file", is("server.xml")))
                .andExpect(jsonPath("$.findings[0].place", is("line 1")))
                .andExpect(jsonPath("$.findings[0].severity", is("error")))
                .andExpect(jsonPath("$.findings[0].message", startsWith("a blocking connector (BIO)")))
                .andExpect(jsonPath("$.findings[0].fix", is("protocol=\"org.apache.coyote.http11.Http11NioProtocol\"")))
                .andExpect(jsonPath("$.findings[0].link", is("docs/migration.md#trap-25")));
    }

    @Test
    void tellsNothingWhereThereIsNothing() throws Exception {
        dispatch(upload("server.xml", "<Server/>", MediaType.APPLICATION_JSON)).andExpect(status().isOk())
                .andExpect(jsonPath("$.findings", hasSize(0)));
    }

    @Test
    void showsThePageWhereAcceptPrefersIt() throws Exception {
        dispatch(upload("server.xml", BLOCKING, MediaType.TEXT_HTML)).andExpect(status().isOk())
                .andExpect(view().name("doctor/doctor")).andExpect(model().attribute("findings", hasSize(1)))
                .andExpect(model().attribute("gathered", hasSize(1)))
                .andExpect(model().attribute("file", "server.xml"));
        mvc.perform(MockMvcRequestBuilders.get("/doctor")).andExpect(view().name("doctor/doctor"))
                .andExpect(model().attribute("limit", 41_943_040L)).andExpect(model().attributeDoesNotExist("findings"));
    }

    @Test
    void showsThePageInItsLanguage() throws Exception {
        dispatch(upload("/doctor?lang=ko", "server.xml", BLOCKING, MediaType.TEXT_HTML))
                .andExpect(model().attribute("gathered", contains(hasProperty("message", startsWith("블로킹 커넥터")))));
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        dispatch(upload("a", "PK\3\4garbage", MediaType.APPLICATION_JSON)).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("file: must be a whole WAR")));
        dispatch(upload("a", new String(new char[Budget.FILE + 1]), MediaType.APPLICATION_JSON)).andExpect(status()
                .isPayloadTooLarge());
        mvc.perform(MockMvcRequestBuilders.multipart("/doctor")).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail", startsWith("file: is missing")));
    }

    /** A failure in the moment of the time-out: the container dispatches to its error page, where MVC finds the result. */
    @Test
    void namesThePathThatWasRequestedOnTheErrorDispatchToo() throws Exception {
        MvcResult result = upload("a", "no XML", MediaType.APPLICATION_JSON);
        result.getAsyncResult();

        mvc.perform(context -> {
            MockHttpServletRequest request = result.getRequest();
            request.setDispatcherType(DispatcherType.ERROR);
            request.setAsyncStarted(false);
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 500);
            request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/async-showcase/doctor");
            request.setRequestURI("/error");
            return request;
        }).andExpect(status().isBadRequest()).andExpect(jsonPath("$.path", is("/async-showcase/doctor")));
    }

    private MvcResult upload(String name, String content, MediaType accept) throws Exception {
        return upload("/doctor", name, content, accept);
    }

    private MvcResult upload(String url, String name, String content, MediaType accept) throws Exception {
        return start(MockMvcRequestBuilders.multipart(url)
                .file(new MockMultipartFile("file", name, "application/octet-stream", content.getBytes(UTF_8)))
                .accept(accept));
    }
}
