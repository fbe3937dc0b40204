package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.servlet.AsyncContext;
import javax.servlet.DispatcherType;
import javax.servlet.ServletOutputStream;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The limit: what the API of Servlet 3.0 alone needs to write the bytes that the application writes. Nothing is bounded,
 * checked, carried or cleaned up here: it is to be compared with, and not to be copied.
 */
final class Raw {

    private static final Queue<AsyncContext> parked = new ConcurrentLinkedQueue<>();
    private static final Queue<AsyncContext> streams = new ConcurrentLinkedQueue<>();
    private static volatile byte[] backlog;
    private static int quotes;

    private Raw() {
    }

    /** The same headers as the application's. */
    private static void headers(HttpServletResponse response, String type) {
        response.setHeader("X-Request-Id", "cffe2555-5e36-4535-83cd-8b27a8d7e051");
        response.setHeader("Content-Security-Policy",
                "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Vary", "Accept, Accept-Language, Cookie");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType(type);
    }

    private static void json(HttpServletResponse response, String body) throws IOException {
        headers(response, "application/json;charset=UTF-8");
        response.getOutputStream().write(bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static AsyncContext start(HttpServletRequest request) {
        AsyncContext context = request.startAsync();
        context.setTimeout(600_000);
        return context;
    }

    /** Parks the request; on the dispatch writes what released it. */
    @WebServlet(urlPatterns = "/deferred/quotes", asyncSupported = true)
    public static final class Polls extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                parked.add(start(request));
                return;
            }
            headers(response, "application/json;charset=UTF-8");
            // as with the application: no length
            response.getOutputStream().write(backlog);
            response.flushBuffer();
        }
    }

    /** Opens a stream of server-sent events. */
    @WebServlet(urlPatterns = "/stream/quotes", asyncSupported = true)
    public static final class Streams extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            headers(response, "text/event-stream;charset=UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            response.getOutputStream().write(bytes("retry: 1000\n: the headers leave with the first bytes\n\nid: cffe2555-0\n\n"));
            response.flushBuffer();
            streams.add(start(request));
        }
    }

    /** The trigger: releases each poll, and writes to each stream, on this thread. */
    @WebServlet("/quotes")
    public static final class Quotes extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            synchronized (Raw.class) {
                String id = "cffe2555-" + Integer.toString(++quotes, 36);
                String quote = "{\"id\":\"" + id + "\",\"symbol\":\"" + request.getParameter("symbol") + "\",\"price\":"
                        + request.getParameter("price") + ",\"at\":" + System.currentTimeMillis() + "}";
                backlog = bytes("{\"quotes\":[" + quote + "],\"last\":\"" + id + "\",\"gap\":false}");
                for (AsyncContext poll; (poll = parked.poll()) != null;) {
                    poll.dispatch();
                }
                byte[] frame = bytes("id: " + id + "\ndata: " + quote + "\n\n");
                streams.removeIf(stream -> !write(stream, frame));
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
                json(response, quote);
            }
        }

        private static boolean write(AsyncContext stream, byte[] frame) {
            try {
                ServletOutputStream out = stream.getResponse().getOutputStream();
                out.write(frame);
                out.flush();
                return true;
            } catch (IOException | RuntimeException ex) {
                return false;
            }
        }
    }

    /** The work is done by a pool; the container's thread writes its answer, on a dispatch. */
    @WebServlet(urlPatterns = "/callable/body", asyncSupported = true)
    public static final class Dispatched extends HttpServlet {

        private final transient ExecutorService pool = Executors.newFixedThreadPool(20);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                AsyncContext context = start(request);
                String thread = Thread.currentThread().getName();
                pool.execute(() -> {
                    request.setAttribute("answer", answer("callable", thread));
                    context.dispatch();
                });
                return;
            }
            tagged(response, (String) request.getAttribute("answer"));
        }

        @Override
        public void destroy() {
            pool.shutdown();
        }
    }

    private static void tagged(HttpServletResponse response, String answer) throws IOException {
        response.setHeader("ETag", "\"05a8be1ea73bcc30401e80a673c6d3328\"");
        response.setContentLength(answer.length());
        json(response, answer);
    }

    private static String answer(String pattern, String requestThread) {
        return "{\"pattern\":\"" + pattern + "\",\"outcome\":\"value\",\"answer\":\"the partner answered after 0 ms\",\"requestThread\":\""
                + requestThread + "\",\"workerThread\":\"" + Thread.currentThread().getName() + "\"}";
    }

    /** The blocking twin. */
    @WebServlet("/blocking/body")
    public static final class Blocking extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            json(response, answer("blocking", Thread.currentThread().getName()));
            response.flushBuffer();
        }
    }

    /** How many wait, and how many read. */
    @WebServlet("/status")
    public static final class Status extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            json(response, "{\"waitingForQuotes\":" + parked.size() + ",\"streams\":" + streams.size() + ",}");
        }
    }
}
