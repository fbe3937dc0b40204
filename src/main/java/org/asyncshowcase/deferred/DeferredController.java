package org.asyncshowcase.deferred;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.asyncshowcase.Answer;
import org.asyncshowcase.Delay;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;

/**
 * A {@link DeferredResult} parks the request until an event answers it: no thread waits. Here {@code delay} is how old a
 * request must be before a quote answers it.
 */
@Controller
@RequestMapping("/deferred")
class DeferredController {

    private final Waiters waiters;
    private final Waiters noPlace;
    private final long timeoutMillis;

    /** @param noPlace what the room is when every place is taken */
    DeferredController(Waiters waiters, Waiters noPlace, int timeoutMillis) {
        this.waiters = waiters;
        this.noPlace = noPlace;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    @ResponseBody
    DeferredResult<Answer> body(@RequestParam(defaultValue = "0") Delay delay) {
        DeferredResult<Answer> result = withFallback(timeoutMillis, answer -> answer);
        return park(waiters, result, delay, result::setResult);
    }

    @GetMapping("/view")
    DeferredResult<ModelAndView> view(@RequestParam(defaultValue = "0") Delay delay) {
        DeferredResult<ModelAndView> result = withFallback(timeoutMillis, DeferredController::view);
        return park(waiters, result, delay, answer -> result.setResult(view(answer)));
    }

    /** The next quote is taken for a failure. */
    @GetMapping("/error")
    @ResponseBody
    DeferredResult<Answer> error(@RequestParam(defaultValue = "0") Delay delay) {
        DeferredResult<Answer> result = withFallback(timeoutMillis, answer -> answer);
        return park(waiters, result, delay, answer ->
                result.setErrorResult(new IllegalStateException("the event failed, as this example asks it to")));
    }

    /** Waits for the delay, at least 1 ms, for an event that nobody publishes. */
    @GetMapping("/timeout")
    @ResponseBody
    DeferredResult<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        DeferredResult<Answer> result = withFallback(Math.max(1, delay.millis()), answer -> answer);
        waiters.add(result, quote -> { });
        return result;
    }

    @GetMapping("/rejected")
    @ResponseBody
    DeferredResult<Answer> rejected(@RequestParam(defaultValue = "0") Delay delay) {
        DeferredResult<Answer> result = withFallback(timeoutMillis, answer -> answer);
        return park(noPlace, result, delay, result::setResult);
    }

    private static <T> DeferredResult<T> withFallback(long timeoutMillis, Function<Answer, T> toResult) {
        String requestThread = Thread.currentThread().getName();
        return new DeferredResult<>(timeoutMillis, () -> toResult.apply(
                Answer.fallback("deferred", "no quote within " + timeoutMillis + " ms", requestThread)));
    }

    /** @param onQuote sets the result; the JMS thread calls it */
    private static <T> DeferredResult<T> park(Waiters waiters, DeferredResult<T> result, Delay delay,
            Consumer<Answer> onQuote) {
        String requestThread = Thread.currentThread().getName();
        long arrived = System.nanoTime();
        waiters.add(result, quote -> {
            if (System.nanoTime() - arrived >= TimeUnit.MILLISECONDS.toNanos(delay.millis())) {
                onQuote.accept(Answer.value("deferred", quote.getSymbol() + " " + quote.getPrice(), requestThread));
            }
        });
        return result;
    }

    private static ModelAndView view(Answer answer) {
        return new ModelAndView("deferred/view", "answer", answer);
    }
}
