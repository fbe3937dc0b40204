package org.asyncshowcase.house.lifecycle;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.servlet.Servlet;

/**
 * The way that a call has come: the frames of the Servlet API, of Spring's web packages and of this application. Safe for
 * any thread.
 */
final class Through {

    private static final int MAX_FRAMES = 20;
    private static final String OURS = Through.class.getPackage().getName();
    private static final String ROOT = OURS.substring(0, OURS.indexOf(".house"));
    private static final List<String> SHOWN =
            Arrays.asList(Servlet.class.getPackage().getName() + '.', "org.springframework.web.",
            ROOT + '.');
    /** What passes a call on: there would be one before every filter, and every write. */
    private static final Pattern PASSES_ON = Pattern.compile(Pattern.quote(OURS) + "\\..*|.*"
            + "(DelegatingFilterProxy|OncePerRequestFilter|Wrapper|\\.Interceptor|AsyncStartRequest"
            + "|WriteThroughResponse(\\$.*)?)");
    private static final Pattern COMPILERS_OWN = Pattern.compile("access\\$\\d+|lambda\\$new\\$\\d+");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    /** What is shown of each method, by its full name; nothing of most. It grows no further than the code that is loaded. */
    private final Map<String, String> shown = new ConcurrentHashMap<>();

    /**
     * The innermost twenty frames of where it was made, the outermost of them first; a class without its package. It takes
     * ten times as long as to make it.
     */
    List<String> frames(Throwable here) {
        LinkedList<String> frames = new LinkedList<>();
        for (StackTraceElement frame : here.getStackTrace()) {
            String text = shown.computeIfAbsent(frame.getClassName() + '.' + frame.getMethodName(),
                    missing -> text(frame.getClassName(), frame.getMethodName()));
            if (!text.isEmpty() && !text.equals(frames.peekFirst())) {
                frames.addFirst(text);
            }
            if (frames.size() == MAX_FRAMES) {
                break;
            }
        }
        return Collections.unmodifiableList(frames);
    }

    /** A lambda as the method that it is written in, a nested class as in a source; empty for what is not shown. */
    private static String text(String type, String method) {
        if (SHOWN.stream().noneMatch(type::startsWith) || PASSES_ON.matcher(type).matches()
                || COMPILERS_OWN.matcher(method).matches()) {
            return "";
        }
        Matcher lambda = LAMBDA.matcher(method);
        return type.substring(type.lastIndexOf('.') + 1).replaceAll("\\$\\d+", "").replace('$', '.')
                + '.' + (lambda.matches() ? lambda.group(1) : method);
    }
}
