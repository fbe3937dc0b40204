package org.asyncshowcase.web;

import java.io.IOException;
import java.util.Collection;
import java.util.Random;

import javax.servlet.DispatcherType;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.ModelAndView;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.hasProperty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

public class FailuresTests extends RoomTest {

    @Test
    void answers404ToAnUnknownPath() throws Exception {
        expectProblem(get("/nope"), 404, "Not Found");
    }

    @Test
    void answers404ToTheErrorPageItself() throws Exception {
        expectProblem(get("/error"), 404, "Not Found");
    }

    @Test
    void answers405AndNamesTheMethods() throws Exception {
        expectProblem(post("/callable/body"), 405, "Method Not Allowed");
        mvc.perform(post("/callable/body")).andExpect(header().string("Allow", "GET"));
    }

    @Test
    void answers406WhereNoTypeFits() throws Exception {
        expectProblem(get("/orders").accept("image/png"), 406, "Not Acceptable");
    }

    @Test
    void answers415ToABodyOfAnotherType() throws Exception {
        expectProblem(post("/quotes").contentType(MediaType.TEXT_PLAIN).content("ACME 1"), 415,
                "Unsupported Media Type");
    }

    @Test
    void answers400ToMalformedJson() throws Exception {
        expectProblem(post("/quotes").contentType(MediaType.APPLICATION_JSON).content("{\"symbol\":"), 400,
                "Bad Request");
    }

    @Test
    void answers500WithoutTellingWhy() throws Exception {
        mvc.perform(get("/blocking/error?delay=0")).andExpect(content().string(not(containsString("Exception"))))
                .andExpect(content().string(not(containsString("partner"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "text/html | error",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | error",
            "application/json, text/html;q=0.9 | ",
            "text/html;q=0.5, */* | ",
            "*/* | ",
            "application/problem+json, text/html;q=0.1 | ",
            "not a media type | "})
    void answersWithAPageOnlyWhereAcceptPrefersOne(String accept, String page) throws Exception {
        MockHttpServletRequestBuilder request = get("/nope").header("Accept", accept);
        if (page != null) {
            mvc.perform(request).andExpect(status().isNotFound()).andExpect(view().name(page))
                    .andExpect(model().attribute("problem", hasProperty("path", is("/nope"))));
        } else {
            expectProblem(request, 404, "Not Found");
        }
    }

    /** Spring 5.2 sorts what is accepted, and once more what fits (spring-framework 27488). */
    @ParameterizedTest
    @ValueSource(strings = {"a/* a/b b/c", "a/* a/b b/c;q=.4",
            "application/* application/json;v=1 application/json application/a+json"})
    void answersWhateverIsAccepted(String ranges) throws Exception {
        String[] types = ranges.split(" ");
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            String accept = random.ints(random.nextInt(45), 0, types.length).mapToObj(type -> types[type])
                    .collect(joining(","));

            expectProblem(get("/error").header("Accept", accept), 404, "Not Found");
            mvc.perform(get("/status").header("Accept", accept)).andExpect(status().is(either(is(200)).or(is(406))));
            mvc.perform(get("/orders").header("Accept", accept)).andExpect(status().is(either(is(200)).or(is(406))));
        }
    }

    @Test
    void answersWhatTheContainerReports() throws Exception {
        mvc.perform(MockMvcRequestBuilders.get("/error").requestAttr("javax.servlet.error.status_code", 413)
                .requestAttr("javax.servlet.error.request_uri", "/callable/upload"))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.path", is("/callable/upload")));
    }

    /** A time-out that the container answers, and a result that comes right after it. */
    @Test
    void answersWhatTheContainerReportsWhereAResultHasComeTooLate(@Autowired WebApplicationContext context,
            @Autowired RequestRepairFilter repair) throws Exception {
        mvc = mvc(context, repair, held);
        for (String accept : new String[] {"application/json", "text/html"}) {
            MvcResult late = start(get("/callable/body?delay=0").accept(accept));
            awaitResult(late);
            MockHttpServletRequest request = late.getRequest();
            request.setAsyncStarted(false);
            request.setDispatcherType(DispatcherType.ERROR);
            request.setRequestURI("/error");
            request.setAttribute("javax.servlet.error.status_code", 500);
            request.setAttribute("javax.servlet.error.request_uri", "/callable/body");

            ResultActions answer = mvc.perform(container -> request).andExpect(status().isInternalServerError());
            if (accept.equals("text/html")) {
                answer.andExpect(view().name("error"))
                        .andExpect(model().attribute("problem", hasProperty("title", is("Internal Server Error"))));
            } else {
                answer.andExpect(jsonPath("$.title", is("Internal Server Error")))
                        .andExpect(jsonPath("$.path", is("/callable/body")));
            }
        }
    }

    @Test
    void appendsNothingToACommittedResponse() throws Exception {
        MockHttpServletResponse committed = new MockHttpServletResponse();
        committed.setCommitted(true);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
        request.setAttribute("javax.servlet.error.status_code", 500);

        assertThat(new ErrorPageController(new ProblemView(new AcceptHeader(), 1)).error(request, committed)).isNull();
        for (Exception failure : new Exception[] {new IOException("Broken pipe"), new IllegalStateException("failed"),
                new AsyncRequestTimeoutException()}) {
            assertThat(new Failures(new ProblemView(new AcceptHeader(), 1))
                    .resolveException(request, committed, null, failure))
                    .matches(ModelAndView::isEmpty);
        }
    }

    /** Tomcat 7 tells the name of a header once for each of its values. */
    @Test
    void keepsARepeatedHeaderAsItIsAndDropsTheContents() {
        MockHttpServletResponse response = new MockHttpServletResponse() {
            @Override
            public Collection<String> getHeaderNames() {
                return super.getHeaderNames().stream().flatMap(name -> getHeaders(name).stream().map(value -> name))
                        .collect(toList());
            }
        };
        response.addHeader("Set-Cookie", "a=1");
        response.addHeader("Set-Cookie", "b=2");
        response.addHeader("X-Request-Id", "an-id");
        response.addHeader("Content-Disposition", "attachment");
        response.setContentLength(1_000);

        new Failures(new ProblemView(new AcceptHeader(), 1))
                .resolveException(new MockHttpServletRequest(), response, null, new IllegalStateException("failed"));

        assertThat(response.getHeaders("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.getHeaders("X-Request-Id")).containsExactly("an-id");
        assertThat(response.getHeaders("Content-Disposition")).isEmpty();
        assertThat(response.getContentLength()).isZero();
    }

    private void expectProblem(MockHttpServletRequestBuilder request, int status, String title) throws Exception {
        mvc.perform(request).andExpect(status().is(status))
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.length()", is(4)))
                .andExpect(jsonPath("$.status", is(status)))
                .andExpect(jsonPath("$.title", is(title)))
                .andExpect(jsonPath("$.detail").isNotEmpty())
                .andExpect(jsonPath("$.path").isNotEmpty());
    }
}
