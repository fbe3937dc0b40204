package org.asyncshowcase.broken;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import reactor.core.publisher.Flux;

/** What Spring MVC does not take well, a handler each. Nothing here is to be copied. */
@Controller
public class SpringMistakes {

    private static final long SOON = 500;

    private final AsyncTaskExecutor workers;
    private final AsyncTaskExecutor small;
    private final BeanFactory beans;

    SpringMistakes(@Qualifier("workers") AsyncTaskExecutor workers, @Qualifier("small") AsyncTaskExecutor small,
            BeanFactory beans) {
        this.workers = workers;
        this.small = small;
        this.beans = beans;
    }

    /** Behind a filter without async-supported. */
    @GetMapping("/unsupported/callable")
    WebAsyncTask<String> startsBehindAFilter() {
        return work(() -> "never");
    }

    @GetMapping("/no-executor")
    @ResponseBody
    Callable<String> setsNoExecutor() {
        return () -> "done";
    }

    @GetMapping(path = "/no-executor-for-a-flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<String> setsNoExecutorForAFlux() {
        return Flux.just("done");
    }

    @GetMapping("/no-such-executor")
    WebAsyncTask<String> namesAnExecutorThatIsNotThere() {
        return new WebAsyncTask<>(null, "partner", () -> "never");
    }

    /** The first one holds the only thread until the second one has been refused. */
    @GetMapping("/rejected")
    WebAsyncTask<String> fillsTheExecutor() {
        CountDownLatch refused = new CountDownLatch(1);
        small.execute(() -> await(refused));
        WebAsyncTask<String> task = new WebAsyncTask<>(null, small, () -> "never");
        task.onCompletion(refused::countDown);
        return task;
    }

    @GetMapping("/timeout")
    DeferredResult<String> timesOut() {
        return new DeferredResult<>(SOON);
    }

    @GetMapping("/interrupted")
    @ResponseBody
    WebAsyncTask<String> timesOutAtWork() {
        return new WebAsyncTask<>(SOON, workers, () -> {
            Workers.run(Runnable::run, () -> {
                Thread.sleep(10_000);
                return null;
            });
            return "late";
        });
    }

    @GetMapping("/stream-timeout")
    SseEmitter timesOutAsAStream() throws IOException {
        SseEmitter emitter = new SseEmitter(SOON);
        emitter.send("first");
        return emitter;
    }

    @GetMapping("/send-late")
    SseEmitter sendsAfterTheEnd() {
        SseEmitter emitter = new SseEmitter();
        Workers.run(workers, () -> {
            emitter.complete();
            emitter.send("late");
            return null;
        });
        return emitter;
    }

    @GetMapping("/late-status")
    SseEmitter failsWithAStatusAfterTheFirstEvent() throws IOException {
        return failing(new ResponseStatusException(HttpStatus.BAD_GATEWAY));
    }

    @GetMapping("/late-json")
    SseEmitter failsWithJsonAfterTheFirstEvent() throws IOException {
        return failing(new UnsupportedOperationException());
    }

    @ExceptionHandler
    @ResponseBody
    Map<String, String> answer(UnsupportedOperationException ex) {
        return Collections.singletonMap("error", "unsupported");
    }

    /** To a client that accepts an event stream alone. */
    @GetMapping("/early-json")
    SseEmitter failsWithJsonBeforeTheFirstEvent() {
        throw new UnsupportedOperationException();
    }

    @GetMapping("/send-unknown")
    SseEmitter sendsWhatNothingConverts() {
        SseEmitter emitter = new SseEmitter();
        Workers.run(workers, () -> {
            emitter.send(new Object(), MediaType.TEXT_PLAIN);
            return null;
        });
        return emitter;
    }

    private static SseEmitter failing(Exception failure) throws IOException {
        SseEmitter emitter = new SseEmitter();
        emitter.send("first");
        emitter.completeWithError(failure);
        return emitter;
    }

    @PostMapping("/callable/upload")
    void keepsTheFile(@RequestParam MultipartFile file, HttpServletResponse response) {
        Workers.runUntilItFails(workers, () -> {
            file.getInputStream().close();
            return null;
        });
    }

    @GetMapping("/request-attributes")
    void asksForTheRequestOnAWorker(HttpServletResponse response) {
        Workers.run(workers, RequestContextHolder::currentRequestAttributes);
    }

    @GetMapping("/request-scope")
    void asksForABeanOfTheRequestOnAWorker(HttpServletResponse response) {
        Workers.run(workers, () -> beans.getBean("cart"));
    }

    /** The name of a view, which is the name of this handler. */
    @GetMapping("/view-fails")
    WebAsyncTask<String> failsOnTheDispatch() {
        return work(() -> "view-fails");
    }

    private <T> WebAsyncTask<T> work(Callable<T> callable) {
        return new WebAsyncTask<>(null, workers, callable);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
