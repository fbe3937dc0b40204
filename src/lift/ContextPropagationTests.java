package org.asyncshowcase.lift;

import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

/** Since Spring 6.1 MVC writes the thread-locals that the registry knows into the Reactor context of a Mono or Flux. */
class ContextPropagationTests {

    private static final ThreadLocal<String> USER = new ThreadLocal<>();
    private static final String KEY = "user";

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Users()).build();

    @BeforeEach
    void bind() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, USER);
        USER.set("anna");
    }

    @AfterEach
    void unbind() {
        USER.remove();
        ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
        Hooks.disableAutomaticContextPropagation();
    }

    @Test
    void writesWhatTheRegistryKnowsIntoTheReactorContext() throws Exception {
        answers("/context", "anna");
    }

    /** The operators' threads do not have it by that alone. */
    @Test
    void leavesTheThreadLocalsOfOtherThreadsToReactorsHook() throws Exception {
        answers("/thread-local", "nobody");

        Hooks.enableAutomaticContextPropagation();

        answers("/thread-local", "anna");
    }

    private void answers(String path, String user) throws Exception {
        MvcResult started = mvc.perform(get(path)).andReturn();
        mvc.perform(asyncDispatch(started)).andExpect(content().string(user));
    }

    @RestController
    static class Users {

        @GetMapping("/context")
        Mono<String> context() {
            return Mono.deferContextual(context -> Mono.just(context.getOrDefault(KEY, "nobody")));
        }

        @GetMapping("/thread-local")
        Mono<String> threadLocal() {
            return Mono.fromCallable(() -> USER.get() == null ? "nobody" : USER.get())
                    .subscribeOn(Schedulers.boundedElastic());
        }
    }
}
