package org.asyncshowcase.guard;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletContext;

import org.springframework.web.context.request.async.WebAsyncUtils;

/** What the application gets in place of the container's request: it reports to its {@link HeldRequest}. */
final class GuardedRequest extends AsyncStartRequest {

    /** DispatcherServlet.EXCEPTION_ATTRIBUTE, by name: Spring 3.2 does not have it. */
    private static final String ANSWERED = "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";

    private final HeldRequest held;
    private final GuardFilter filter;

    GuardedRequest(HeldRequest held, GuardFilter filter) {
        super(held.request);
        this.held = held;
        this.filter = filter;
    }

    @Override
    protected void beforeStart() {
        filter.admit(held);
    }

    @Override
    protected AsyncContext started(AsyncContext context) {
        held.started(context);
        return Interceptor.before(context, AsyncContext.class, (method, arguments, call) -> {
            if (method.equals("dispatch")) {
                held.resume(() -> dispatch(context, arguments));
                return null;
            }
            if (method.equals("complete")) {
                held.complete();
                return null;
            }
            if (method.equals("addListener")) {
                arguments[0] = held.guard((AsyncListener) arguments[0]);
            }
            return call.proceed();
        });
    }

    private static void dispatch(AsyncContext context, Object[] arguments) {
        if (arguments == null) {
            context.dispatch();
        } else if (arguments.length == 1) {
            context.dispatch((String) arguments[0]);
        } else {
            context.dispatch((ServletContext) arguments[0], (String) arguments[1]);
        }
    }

    /** Tomcat logs SEVERE for a JSP whose application is about to stop: its paths are gone. */
    @Override
    public RequestDispatcher getRequestDispatcher(String path) {
        if (filter.isStopping()) {
            throw new RefusedException(GuardFilter.STOPS);
        }
        return super.getRequestDispatcher(path);
    }

    /** MVC does so when a failure has been answered by an exception handler. */
    @Override
    public void setAttribute(String name, Object value) {
        super.setAttribute(name, value);
        if ((name.equals(ANSWERED) || name.equals(RequestDispatcher.ERROR_EXCEPTION))
                && WebAsyncUtils.getAsyncManager(this).isConcurrentHandlingStarted()) {
            held.answeredFailure = (Throwable) value;
        }
    }

    /** MVC does so when it hears of the end; a request that the container has forgotten may be somebody else's by then. */
    @Override
    public void removeAttribute(String name) {
        if (held.phase != Phase.FORGOTTEN) {
            super.removeAttribute(name);
        }
    }
}
