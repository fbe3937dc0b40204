package home;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.WebRequestInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** A stream whose first bytes leave when its client has left; counts which callbacks the work behind it gets. */
@RestController
class VanishedProbe implements WebRequestInterceptor {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch handled = new CountDownLatch(1);
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger completions = new AtomicInteger();

    @GetMapping("/vanished")
    ResponseBodyEmitter stream() throws IOException, InterruptedException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(60_000L);
        emitter.onError(failure -> errors.incrementAndGet());
        emitter.onCompletion(completions::incrementAndGet);
        arrived.countDown();
        left.await(30, TimeUnit.SECONDS);
        emitter.send("the first bytes\n");
        return emitter;
    }

    @Override
    public void preHandle(WebRequest request) {
        // nothing to do
    }

    @Override
    public void postHandle(WebRequest request, ModelMap model) {
        // nothing to do
    }

    @Override
    public void afterCompletion(WebRequest request, Exception failure) {
        handled.countDown();
    }

    @GetMapping("/vanished/arrived")
    boolean arrived() throws InterruptedException {
        return arrived.await(30, TimeUnit.SECONDS);
    }

    @PostMapping("/vanished/left")
    void left() {
        left.countDown();
    }

    /** Answers when MVC has failed on the request. */
    @GetMapping("/vanished/handled")
    boolean handled() throws InterruptedException {
        return handled.await(30, TimeUnit.SECONDS);
    }

    /** How many errors, how many completions. */
    @GetMapping("/vanished/told")
    int[] told() {
        return new int[] {errors.get(), completions.get()};
    }
}
