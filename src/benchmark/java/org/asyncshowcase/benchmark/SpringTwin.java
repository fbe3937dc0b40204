package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.WebApplicationInitializer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** For context: the same answers by Spring MVC of the same version, as a first tutorial writes it. As unfit to be copied as Raw. */
@EnableWebMvc
@RestController
public final class SpringTwin implements WebApplicationInitializer, WebMvcConfigurer, ServletContextAware {

    /** There the answers have no headers but Spring's own, as those of a bare pattern. */
    static final String PLAIN = "/plain";

    private static final long TIMEOUT_MILLIS = 600_000;

    private final Queue<DeferredResult<ResponseEntity<Object>>> parked = new ConcurrentLinkedQueue<>();
    private final Queue<SseEmitter> streams = new ConcurrentLinkedQueue<>();
    private boolean plain;
    private int quotes;

    @Override
    public void onStartup(ServletContext application) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(SpringTwin.class);
        ServletRegistration.Dynamic servlet = application.addServlet("spring", new DispatcherServlet(context));
        servlet.setLoadOnStartup(1);
        servlet.setAsyncSupported(true);
        servlet.addMapping("/");
    }

    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer async) {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(20);
        pool.setDaemon(true);
        pool.initialize();
        async.setTaskExecutor(pool);
    }

    @Override
    public void setServletContext(ServletContext application) {
        plain = application.getContextPath().equals(PLAIN);
    }

    private ResponseEntity<Object> json(Object body) {
        return plain ? ResponseEntity.ok(body) : headers(ResponseEntity.ok())
                .contentType(MediaType.parseMediaType("application/json;charset=UTF-8")).body(body);
    }

    private static ResponseEntity.BodyBuilder headers(ResponseEntity.BodyBuilder response) {
        return response.header("X-Request-Id", "cffe2555-5e36-4535-83cd-8b27a8d7e051")
                .header("Content-Security-Policy",
                        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("X-Frame-Options", "DENY").header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin").header(HttpHeaders.VARY, "Accept, Accept-Language, Cookie")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    @GetMapping("/deferred/quotes")
    DeferredResult<ResponseEntity<Object>> poll() {
        DeferredResult<ResponseEntity<Object>> poll = new DeferredResult<>(TIMEOUT_MILLIS);
        parked.add(poll);
        return poll;
    }

    /** Kept where an event would find it, and answered at once. */
    @GetMapping("/deferred/ready")
    DeferredResult<ResponseEntity<Object>> ready(@RequestParam String after) {
        DeferredResult<ResponseEntity<Object>> poll = new DeferredResult<>(TIMEOUT_MILLIS);
        poll.onCompletion(() -> parked.remove(poll));
        parked.add(poll);
        Map<String, Object> backlog = new LinkedHashMap<>();
        backlog.put("quotes", List.of());
        backlog.put("last", "");
        backlog.put("gap", true);
        poll.setResult(json(backlog));
        return poll;
    }

    @GetMapping("/stream/quotes")
    ResponseEntity<SseEmitter> stream() throws IOException {
        SseEmitter stream = new SseEmitter(TIMEOUT_MILLIS);
        stream.send(SseEmitter.event().reconnectTime(1000).comment("the headers leave with the first bytes"));
        streams.add(stream);
        return headers(ResponseEntity.ok()).header("X-Accel-Buffering", "no").contentType(MediaType.TEXT_EVENT_STREAM).body(stream);
    }

    @PostMapping("/quotes")
    synchronized ResponseEntity<Object> publish(@RequestParam String symbol, @RequestParam int price) {
        String id = "cffe2555-" + Integer.toString(++quotes, 36);
        Map<String, Object> quote = new LinkedHashMap<>();
        quote.put("id", id);
        quote.put("symbol", symbol);
        quote.put("price", price);
        quote.put("at", System.currentTimeMillis());
        Map<String, Object> backlog = new LinkedHashMap<>();
        backlog.put("quotes", List.of(quote));
        backlog.put("last", id);
        backlog.put("gap", false);
        for (DeferredResult<ResponseEntity<Object>> poll; (poll = parked.poll()) != null;) {
            poll.setResult(json(backlog));
        }
        new ArrayList<>(streams).forEach(stream -> {
            try {
                stream.send(SseEmitter.event().id(id).data(quote));
            } catch (IOException | IllegalStateException ex) {
                streams.remove(stream);
            }
        });
        return json(quote);
    }

    @GetMapping("/callable/body")
    Callable<ResponseEntity<Object>> callable(@RequestParam int delay) {
        String thread = Thread.currentThread().getName();
        return () -> json(answer("callable", thread, delay));
    }

    @GetMapping("/blocking/body")
    ResponseEntity<Object> blocking(@RequestParam int delay) throws InterruptedException {
        return json(answer("blocking", Thread.currentThread().getName(), delay));
    }

    private static Map<String, Object> answer(String pattern, String requestThread, int delay) throws InterruptedException {
        Thread.sleep(delay);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("pattern", pattern);
        answer.put("outcome", "value");
        answer.put("answer", "the partner answered after " + delay + " ms");
        answer.put("requestThread", requestThread);
        answer.put("workerThread", Thread.currentThread().getName());
        return answer;
    }

    @GetMapping("/status")
    ResponseEntity<Object> status() {
        return json("{\"waitingForQuotes\":" + parked.size() + ",\"streams\":" + streams.size() + ",}");
    }
}
