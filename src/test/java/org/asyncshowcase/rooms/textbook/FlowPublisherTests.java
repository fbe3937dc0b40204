package org.asyncshowcase.rooms.textbook;

import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;

/** The JDK's own Publisher: MVC adapts it by Reactor. Here alone, since the application is compiled for Java 8. */
class FlowPublisherTests {

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new FlowForms()).build();

    @Test
    void isCollected() throws Exception {
        MvcResult parked = mvc.perform(get("/flow").accept(MediaType.APPLICATION_JSON)).andExpect(request().asyncStarted())
                .andReturn();

        mvc.perform(asyncDispatch(parked)).andExpect(content().string("[1,2,3]"));
    }

    @Test
    void isStreamed() throws Exception {
        MvcResult parked = mvc.perform(get("/flow").accept(MediaType.TEXT_EVENT_STREAM)).andExpect(request().asyncStarted())
                .andReturn();

        mvc.perform(asyncDispatch(parked)).andExpect(content().string("data:1\n\ndata:2\n\ndata:3\n\n"));
    }

    @RestController
    private static final class FlowForms {

        @GetMapping("/flow")
        Flow.Publisher<Integer> numbers() {
            return JdkFlowAdapter.publisherToFlowPublisher(Flux.just(1, 2, 3));
        }
    }
}
