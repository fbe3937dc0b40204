package org.asyncshowcase.rooms.deferred;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * A {@link DeferredResult} parks the request until an event answers it: no thread waits. Here {@code delay} is how old a
 * request must be before a quote answers it.
 */
@Controller
@RequestMapping("/deferred")
class DeferredController {

    private final Waiters waiters;
    private final long timeoutMillis;

    DeferredController(Waiters waiters, int timeoutMillis) {
        this.waiters = waiters;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    @ResponseBody
    DeferredResult<Answer> body(@RequestParam(defaultValue = "0") Delay delay) {
        DeferredResult<Answer> result = withFallback(timeoutMillis, answer -> answer);
        park(result, delay, result::setResult);
        return result;
    }

    @GetMapping("/view")
    DeferredResult<ModelAndView> view(@RequestParam(defaultValue = "0") Delay delay) {
        DeferredResult<ModelAndView> result = withFallback(timeoutMillis, DeferredController::view);
        park(result, delay, answer -> result.setResult(view(answer)));
        return result;
    }

    /** The next quote is taken for a failure. */
    @GetMapping("/error")
    @ResponseBody
    DeferredResult<Answer> error(@RequestParam(defaultValue = "0") Delay delay) {
        DeferredResult<Answer> result = withFallback(timeoutMillis, answer -> answer);
        park(result, delay, answer ->
                result.setErrorResult(new IllegalStateException("the event failed, as this example asks it to")));
        return result;
    }

    /** Waits for the delay, at least 1 ms, for an event that nobody publishes. */
    @GetMapping("/timeout")
    @ResponseBody
    DeferredResult<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return withFallback(Math.max(1, delay.millis()), answer -> answer);
    }

    /** No executor can be full here: this request is refused as if there were no room to hold it. */
    @GetMapping("/rejected")
    @ResponseBody
    DeferredResult<Answer> rejected(@RequestParam(defaultValue = "0") Delay delay) {
        throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "there is no room, as this example asks it to");
    }

    private static <T> DeferredResult<T> withFallback(long timeoutMillis, Function<Answer, T> toResult) {
        String requestThread = Thread.currentThread().getName();
        return new DeferredResult<>(timeoutMillis, () -> toResult.apply(
                Answer.fallback("deferred", AnswerText.NO_QUOTE.with(timeoutMillis), requestThread)));
    }

    /** @param onQuote sets the result; the source's thread calls it */
    private void park(DeferredResult<?> result, Delay delay, Consumer<Answer> onQuote) {
        String requestThread = Thread.currentThread().getName();
        long arrived = System.nanoTime();
        waiters.add(result, quote -> {
            if (System.nanoTime() - arrived >= TimeUnit.MILLISECONDS.toNanos(delay.millis())) {
                onQuote.accept(Answer.value("deferred", AnswerText.QUOTE.with(quote.getSymbol(), quote.getPrice()),
                        requestThread));
            }
        });
    }

    private static ModelAndView view(Answer answer) {
        return new ModelAndView("deferred/view", "answer", answer);
    }
}
