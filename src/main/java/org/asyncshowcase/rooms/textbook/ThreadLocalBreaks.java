package org.asyncshowcase.rooms.textbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;

/** What the request's thread has in thread-locals, and what its worker finds of it. */
@RestController
class ThreadLocalBreaks {

    /** Stands for the SecurityContext. */
    private final ThreadLocal<String> user = new ThreadLocal<>();
    private final Executor plain;

    ThreadLocalBreaks(Executor plain) {
        this.plain = plain;
    }

    /** For a Callable the DispatcherServlet itself carries two of them (FrameworkServlet.RequestBindingInterceptor). */
    @GetMapping("/textbook/threadlocals/callable")
    Callable<Map<String, Map<String, String>>> callable() {
        return inTransaction(request -> () -> both(request));
    }

    /** As {@code @Async} would have it. */
    @GetMapping("/textbook/threadlocals/future")
    CompletableFuture<Map<String, Map<String, String>>> future() {
        return inTransaction(request -> CompletableFuture.supplyAsync(() -> both(request), plain));
    }

    /** Called by the request's thread, as a service of a user who is logged in. */
    private <T> T inTransaction(Function<Map<String, String>, T> handler) {
        user.set("alice");
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            return handler.apply(seen());
        } finally {
            TransactionSynchronizationManager.clear();
            user.remove();
        }
    }

    /** Called by the worker. */
    private Map<String, Map<String, String>> both(Map<String, String> request) {
        Map<String, Map<String, String>> both = new LinkedHashMap<>();
        both.put("request", request);
        both.put("worker", seen());
        return both;
    }

    /** What the calling thread finds; null what it does not. */
    private Map<String, String> seen() {
        LocaleContext locale = LocaleContextHolder.getLocaleContext();
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("thread", Thread.currentThread().getName());
        seen.put("MDC", MDC.get("request"));
        seen.put("locale", locale == null ? null : String.valueOf(locale.getLocale()));
        seen.put("RequestContextHolder", RequestContextHolder.getRequestAttributes() == null ? null : "set");
        seen.put("user", user.get());
        seen.put("transaction", TransactionSynchronizationManager.isActualTransactionActive() ? "active" : null);
        return seen;
    }
}
