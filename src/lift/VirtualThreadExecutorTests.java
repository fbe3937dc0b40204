package org.asyncshowcase.lift;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** MVC's executor on virtual threads, as Spring 6.1 has it: a thread for each Callable, and no bound but one that is set. */
class VirtualThreadExecutorTests {

    private static final int MANY = 200;

    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
    private final Work work = new Work();

    @AfterEach
    void stop() {
        work.end.countDown();
        context.close();
    }

    @Test
    void givesEachCallableAVirtualThreadOfItsOwn() throws Exception {
        MockMvc mvc = mvc(new VirtualThreadTaskExecutor("mvc-"));
        List<MvcResult> started = new ArrayList<>();
        for (int each = 0; each < MANY; each++) {
            started.add(mvc.perform(get("/work")).andReturn());
        }

        assertThat(work.begun.await(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all work at once").isTrue();
        work.end.countDown();

        assertThat(started).extracting(each -> each.getAsyncResult(Patience.PATIENCE.toMillis()).toString())
                .allMatch(thread -> thread.matches("VirtualThread\\[#\\d+,mvc-\\d+].*")).doesNotHaveDuplicates();
    }

    /** Without the last setting the caller waits for a place: a thread of the container. */
    @Test
    void refusesWhatIsTooMuchWhereThatIsSet() throws Exception {
        SimpleAsyncTaskExecutor bounded = new SimpleAsyncTaskExecutor("mvc-");
        bounded.setVirtualThreads(true);
        bounded.setConcurrencyLimit(1);
        bounded.setRejectTasksWhenLimitReached(true);
        MockMvc mvc = mvc(bounded);
        mvc.perform(get("/work"));

        MvcResult refused = mvc.perform(get("/work")).andReturn();

        assertThat(WebAsyncUtils.getAsyncManager(refused.getRequest()).getConcurrentResult())
                .isInstanceOf(TaskRejectedException.class);
    }

    private MockMvc mvc(AsyncTaskExecutor executor) {
        context.register(Mvc.class);
        context.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("work", work);
            beans.registerSingleton("executor", new WebMvcConfigurer() {
                @Override
                public void configureAsyncSupport(AsyncSupportConfigurer async) {
                    async.setTaskExecutor(executor);
                }
            });
        });
        context.setServletContext(new MockServletContext());
        context.refresh();
        return MockMvcBuilders.webAppContextSetup(context).build();
    }

    @EnableWebMvc
    static class Mvc {
    }

    @RestController
    static class Work {

        final CountDownLatch begun = new CountDownLatch(MANY);
        final CountDownLatch end = new CountDownLatch(1);

        /** Answers with the thread: its class is of Java 21. */
        @GetMapping("/work")
        Callable<String> work() {
            return () -> {
                begun.countDown();
                end.await();
                return Thread.currentThread().toString();
            };
        }
    }
}
