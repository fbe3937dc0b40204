package org.asyncshowcase.rooms.deferred;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.asyncshowcase.guard.HeldRequest;
import org.asyncshowcase.guard.Requester;
import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
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
    private final long timeoutMillis;

    DeferredController(Waiters waiters, int timeoutMillis) {
        this.waiters = waiters;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/body")
    @ResponseBody
    DeferredResult<Answer> body(@RequestParam(defaultValue = "0") Delay delay, HeldRequest held) {
        DeferredResult<Answer> result = withFallback(timeoutMillis, held, answer -> answer);
        park(held, delay, result::setResult);
        return result;
    }

    @GetMapping("/view")
    DeferredResult<ModelAndView> view(@RequestParam(defaultValue = "0") Delay delay, HeldRequest held) {
        DeferredResult<ModelAndView> result = withFallback(timeoutMillis, held, DeferredController::view);
        park(held, delay, answer -> result.setResult(view(answer)));
        return result;
    }

    /** The next quote is taken for a failure. */
    @GetMapping("/error")
    @ResponseBody
    DeferredResult<Answer> error(@RequestParam(defaultValue = "0") Delay delay, HeldRequest held) {
        DeferredResult<Answer> result = withFallback(timeoutMillis, held, answer -> answer);
        park(held, delay, answer ->
                result.setErrorResult(new IllegalStateException("the event failed, as this example asks it to")));
        return result;
    }

    /** Waits for the delay, at least 1 ms, for an event that nobody publishes. */
    @GetMapping("/timeout")
    @ResponseBody
    DeferredResult<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay, HeldRequest held) {
        DeferredResult<Answer> result = withFallback(Math.max(1, delay.millis()), held, answer -> answer);
        waiters.add(held, quote -> { });
        return result;
    }

    /** No executor can be full here: this request is refused as if there were no room to hold it. */
    @GetMapping("/rejected")
    @ResponseBody
    DeferredResult<Answer> rejected(@RequestParam(defaultValue = "0") Delay delay, HeldRequest held) {
        held.refuse();
        return body(delay, held);
    }

    private static <T> DeferredResult<T> withFallback(long timeoutMillis, Requester requester, Function<Answer, T> toResult) {
        return new DeferredResult<>(timeoutMillis, () -> toResult.apply(
                Answer.fallback("deferred", AnswerText.NO_QUOTE.with(timeoutMillis), requester.thread())));
    }

    /** @param onQuote sets the result; the JMS thread calls it */
    private void park(HeldRequest held, Delay delay, Consumer<Answer> onQuote) {
        long arrived = System.nanoTime();
        waiters.add(held, quote -> {
            if (System.nanoTime() - arrived >= TimeUnit.MILLISECONDS.toNanos(delay.millis())) {
                onQuote.accept(Answer.value("deferred", AnswerText.QUOTE.with(quote.getSymbol(), quote.getPrice()), held.thread()));
            }
        });
    }

    private static ModelAndView view(Answer answer) {
        return new ModelAndView("deferred/view", "answer", answer);
    }
}
