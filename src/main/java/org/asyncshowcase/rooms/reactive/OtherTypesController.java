package org.asyncshowcase.rooms.reactive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.reactivex.Single;
import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.SlowWork;
import org.springframework.core.task.TaskExecutor;
import org.springframework.util.concurrent.ListenableFuture;
import org.springframework.util.concurrent.ListenableFutureTask;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** One value, by other libraries' types. What blocks is done by the executor {@code partner}. */
@RestController
@RequestMapping("/reactive")
class OtherTypesController {

    private final SlowWork work;
    private final TaskExecutor partner;

    OtherTypesController(SlowWork work, TaskExecutor partner) {
        this.work = work;
        this.partner = partner;
    }

    /** RxJava 2: MVC turns it into a Publisher by the {@code ReactiveAdapterRegistry}. The timer is RxJava's own. */
    @GetMapping("/single")
    Single<Answer> single(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return Single.timer(delay.millis(), TimeUnit.MILLISECONDS).map(tick -> Answer.value("reactive",
                AnswerText.PARTNER.with(delay.millis()), requestThread));
    }

    /** The JDK's own. The work begins here, and not when MVC asks for it. */
    @GetMapping("/future")
    CompletionStage<Answer> future(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay, ServletWebRequest request) {
        String requestThread = Thread.currentThread().getName();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        begin(request, new FutureTask<>(() -> {
            try {
                answer.complete(work.answer("reactive", requestThread, delay));
            } catch (RuntimeException ex) {
                answer.completeExceptionally(ex);
            }
        }, null));
        return answer;
    }

    /** Spring's own of the time before Java 8: what old code has. New code returns a CompletionStage. */
    @GetMapping("/listenable")
    ListenableFuture<Answer> listenable(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay, ServletWebRequest request) {
        String requestThread = Thread.currentThread().getName();
        ListenableFutureTask<Answer> task = new ListenableFutureTask<>(() -> work.answer("reactive", requestThread, delay));
        begin(request, task);
        return task;
    }

    /** MVC waits for a future, and does not end its work when the request is over. */
    private void begin(ServletWebRequest request, FutureTask<?> task) {
        partner.execute(task);
        WebAsyncUtils.getAsyncManager(request)
                .registerDeferredResultInterceptor(task, new DeferredResultProcessingInterceptor() {
            @Override
            public <T> void afterCompletion(NativeWebRequest over, DeferredResult<T> result) {
                task.cancel(true);
            }
        });
    }
}
