package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What Spring MVC stands on: asynchronous requests of Servlet 3.0, without Spring. The path says how one ends. */
public final class PlainServlet extends HttpServlet {

    private static final long WORK_MILLIS = 500;
    private static final long TIMEOUT_MILLIS = 500;
    private static final String WORKER = PlainServlet.class.getName();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            write(response, "written by the ASYNC dispatch, on " + Thread.currentThread().getName()
                    + "; the work was done by " + request.getAttribute(WORKER));
            return;
        }
        String end = String.valueOf(request.getPathInfo());
        if (!end.matches("/(dispatch|complete|timeout)")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // not startAsync(): the context would have the container's request and response, and not those of the filters
        AsyncContext context = request.startAsync(request, response);
        context.addListener(new TimeoutListener(context), request, response);
        if (end.equals("/timeout")) {
            context.setTimeout(TIMEOUT_MILLIS);
        } else {
            // on Tomcat this is a thread of the connector, one of those that take requests: nothing is gained but the form
            context.start(() -> work(context, end));
        }
    }

    /** Called by the thread that the container gives for it. */
    private void work(AsyncContext context, String end) {
        try {
            TimeUnit.MILLISECONDS.sleep(WORK_MILLIS);
            if (end.equals("/dispatch")) {
                context.getRequest().setAttribute(WORKER, Thread.currentThread().getName());
                context.dispatch();
            } else {
                write(context.getResponse(), "written and completed by the worker, " + Thread.currentThread().getName());
                context.complete();
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException ex) {
            log("The client has left, or the application stops: " + ex.getMessage());
        }
    }

    private static void write(ServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Called by the container's threads. It answers 500 for a time-out that neither complete nor dispatch has answered. */
    private static final class TimeoutListener implements AsyncListener {

        private final AsyncContext context;

        TimeoutListener(AsyncContext context) {
            this.context = context;
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            ((HttpServletResponse) event.getSuppliedResponse()).setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            write(event.getSuppliedResponse(), "nobody dispatched or completed the request: written in onTimeout");
            context.complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            // the connection is broken: there is nobody to answer
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // nothing is held that would have to be freed
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // a second startAsync loses the listeners: it would have to be added again
        }
    }
}
