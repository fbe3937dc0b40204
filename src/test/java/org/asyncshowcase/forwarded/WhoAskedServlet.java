package org.asyncshowcase.forwarded;

import java.io.IOException;

import javax.servlet.AsyncContext;
import javax.servlet.DispatcherType;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers with the scheme and the client's address as its thread, a worker after that, and the ASYNC dispatch see them. */
@WebServlet(urlPatterns = "/asked", asyncSupported = true)
public class WhoAskedServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().println(request.getAttribute("before") + "ASYNC " + asked(request));
            return;
        }
        String before = "REQUEST " + asked(request);
        AsyncContext context = request.startAsync();
        Thread requestThread = Thread.currentThread();
        new Thread(() -> {
            awaitReturn(requestThread);
            request.setAttribute("before", before + "worker " + asked(request));
            context.dispatch();
        }, "worker").start();
    }

    private static String asked(HttpServletRequest request) {
        return request.getScheme() + " " + request.getRemoteAddr() + "\n";
    }

    /** Until the thread is out of the valve. */
    private static void awaitReturn(Thread thread) {
        boolean within = true;
        while (within) {
            within = false;
            for (StackTraceElement each : thread.getStackTrace()) {
                within |= each.getClassName().endsWith(".RemoteIpValve");
            }
            Thread.yield();
        }
    }
}
