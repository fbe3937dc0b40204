package org.asyncshowcase.house.doctor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.asyncshowcase.house.doctor.ClassFile.Method;

import static java.util.Collections.singletonList;

/** What the classes of an application do on the request's thread, and what they leave on it. */
final class Classes {

    private static final String POOL = "a ThreadPoolTaskExecutor with setCorePoolSize, setMaxPoolSize and setQueueCapacity";
    private static final Pattern ONCE = pattern("ThreadLocal\\.set.*|org/slf4j/MDC\\.put\\(.*|java/lang/System\\..*");
    private static final Pattern CLOCK = pattern("java/lang/System\\..*");
    private static final Pattern ASKS = pattern(".*\\.(isAsyncStarted|isAsyncDispatch|getDispatcherType|getAsyncContext|getAttribute)\\(.*");
    private static final Pattern BOUND = pattern(".*\\.setQueueCapacity.*");
    private static final Pattern FACTORY = pattern("java/util/concurrent/Executors\\.new((Cached|Fixed)ThreadPool|SingleThreadExecutor)\\(.*");
    private static final Pattern PUT = pattern("java/util/(concurrent/)?(Concurrent)?(Hash)?Map\\.put.*");
    private static final Pattern STATIC_MAP = pattern("static Map");
    private static final Pattern CONFIGURED = pattern(".*AsyncSupportConfigurer\\.setTaskExecutor.*");
    private static final String WEB = "(?s)L(javax|jakarta)/servlet/annotation/Web(Servlet|Filter);";

    private final Findings findings;
    private final Bounds bounds;
    private final Map<String, ClassFile> types = new TreeMap<>();
    private final Map<String, List<ClassFile>> children = new HashMap<>();
    private final Set<Method> seen = new HashSet<>();

    Classes(Findings findings, Bounds bounds) {
        this.findings = findings;
        this.bounds = bounds;
    }

    void add(ClassFile type) {
        types.put(type.name, type);
    }

    /** @param springGeneration the first number of Spring's version, 0 if it is not known */
    void examine(int springGeneration) {
        types.values().forEach(type -> type.parents.forEach(parent -> children.computeIfAbsent(parent, none -> new ArrayList<>()).add(type)));
        for (ClassFile type : types.values()) {
            Set<String> ancestors = ancestors(type);
            annotations(type);
            onePass(type, ancestors);
            type.methods.values().forEach(this::executors);
            type.methods.values().stream().filter(method -> isHandler(method, type, ancestors)).forEach(this::onTheRequestsThread);
            generation(type, springGeneration);
        }
        threadLocals();
        javaConfig();
    }

    private void annotations(ClassFile type) {
        if (type.annotations.stream().anyMatch(each -> each.matches(WEB)) && !type.annotations.contains("asyncSupported")) {
            findings.at(type.file, type.simpleName()).error(1, "does not support async", "asyncSupported = true in the annotation");
        }
        if (!isController(type, ancestors(type))) {
            return;
        }
        if (type.annotations.contains("Lorg/springframework/transaction/annotation/Transactional;") || type.methods.values().stream()
                .anyMatch(each -> each.annotations.contains("Lorg/springframework/transaction/annotation/Transactional;"))) {
            findings.at(type.file, type.simpleName()).warning(21, "a transaction around a handler ends when the container's thread leaves,"
                    + " before the work is done", "@Transactional on the service that the worker calls");
        }
        if (type.annotations.contains("Lorg/springframework/web/bind/annotation/SessionAttributes;")) {
            findings.at(type.file, type.simpleName()).hint(22, "what a worker writes into the model goes into the session on the second"
                    + " dispatch, and after the commit not at all", "what the worker needs, taken out of the session before");
        }
    }

    /** Filters and interceptors that think that a request is over when they return. */
    private void onePass(ClassFile type, Set<String> ancestors) {
        boolean interceptor = ancestors.stream().anyMatch(each -> each.matches("org/springframework/web/servlet/(Async)?HandlerInterceptor"
                + "|org/springframework/web/servlet/handler/HandlerInterceptorAdapter"));
        boolean filter = ancestors.stream().anyMatch(each -> each.matches("(javax|jakarta)/servlet/Filter|org/springframework/web/filter/.*Filter(Bean)?"));
        boolean knows = type.methods.values().stream().anyMatch(method -> method.name.equals("afterConcurrentHandlingStarted")
                || method.name.equals("shouldNotFilterAsyncDispatch") || method.calls(ASKS));
        for (Method method : type.methods.values()) {
            if (!knows && method.calls(ONCE) && interceptor && method.name.equals("preHandle")) {
                findings.at(type.file, place(method, method.line(ONCE))).warning(17, "counts on one pass: preHandle is called twice for an"
                        + " asynchronous request, afterCompletion once, and on another thread",
                        "implements AsyncHandlerInterceptor, and clear it in afterConcurrentHandlingStarted");
            } else if (!knows && method.calls(CLOCK) && filter && method.name.startsWith("doFilter")) {
                findings.at(type.file, place(method, method.line(CLOCK))).warning(18, "counts on one pass: the chain returns when the"
                        + " container's thread leaves, before there is an answer",
                        "shouldNotFilterAsyncDispatch() returns false, <dispatcher>ASYNC</dispatcher>; request.isAsyncStarted(): not over yet");
            }
        }
    }

    private void executors(Method method) {
        method.calls.forEach((call, line) -> {
            boolean pool = call.endsWith("/ThreadPoolTaskExecutor") && !method.calls(BOUND);
            if (call.startsWith("new ") && (call.endsWith("/SimpleAsyncTaskExecutor") || pool)
                    || FACTORY.matcher(call).matches()) {
                findings.at(method.owner.file, place(method, line)).warning(3, "an executor without a bound, of threads or of its queue", POOL);
            }
        });
    }

    private boolean isController(ClassFile type, Set<String> ancestors) {
        return ancestors.stream().map(types::get).anyMatch(each -> each != null && each.annotations.stream()
                .anyMatch(annotation -> annotation.matches("Lorg/springframework/(stereotype/|web/bind/annotation/Rest)Controller;")));
    }

    private boolean isHandler(Method method, ClassFile type, Set<String> ancestors) {
        if (ancestors.stream().anyMatch(each -> each.matches("(javax|jakarta)/servlet/http/HttpServlet"))) {
            return method.name.matches("service|do(Get|Post|Put|Delete|Head)");
        }
        if (ancestors.stream().anyMatch(each -> each.matches("org/springframework/web/servlet/mvc/\\w*Controller|org/springframework/web/servlet/mvc/multiaction/.*"))) {
            return method.type.matches("(?s)\\(L(javax|jakarta)/servlet/http/HttpServletRequest;.*");
        }
        return isController(type, ancestors) && method.annotations.stream()
                .anyMatch(each -> each.matches("Lorg/springframework/web/bind/annotation/(\\w*Mapping|ModelAttribute|ExceptionHandler);"));
    }

    /** The handler, and what it calls within the application: each method is told once. */
    private void onTheRequestsThread(Method handler) {
        Deque<Method> next = new ArrayDeque<>();
        next.add(handler);
        while (!next.isEmpty()) {
            Method method = next.remove();
            if (!seen.add(method)) {
                continue;
            }
            bounds.time();
            String by = method == handler ? "" : ", called by " + handler;
            method.calls.forEach((call, line) -> {
                Calls.Rule rule = Calls.broken(call);
                // deeper down it is anything
                if (rule != null && (rule.trap != 34 || method == handler)) {
                    findings.at(method.owner.file, place(method, line) + by).warning(rule.trap, "on the request's thread it " + rule.message, rule.fix);
                }
                next.addAll(targets(call));
            });
            int put = method.line(PUT);
            if (put >= 0 && method.calls(STATIC_MAP)) {
                findings.at(method.owner.file, place(method, put) + by).warning(15, "puts into a static map: it grows, and no other node sees it",
                        "a bean with a bound, whose entries leave in onCompletion");
            }
        }
    }

    /** The methods that a call may reach: of its owner, of whom that extends, and of who extends it. */
    private Collection<Method> targets(String call) {
        int end = call.indexOf('(');
        int dot = end < 0 ? -1 : call.lastIndexOf('.', end);
        ClassFile owner = dot < 0 ? null : types.get(call.substring(0, dot));
        Set<Method> targets = new LinkedHashSet<>();
        if (owner != null) {
            Set<String> family = ancestors(owner);
            Deque<String> below = new ArrayDeque<>(singletonList(owner.name));
            while (!below.isEmpty()) {
                bounds.time();
                children.getOrDefault(below.remove(), new ArrayList<>()).stream().filter(child -> family.add(child.name)).forEach(child -> below.add(child.name));
            }
            family.stream().map(types::get).filter(type -> type != null).map(type -> type.methods.get(call.substring(dot + 1)))
                    .filter(method -> method != null).forEach(targets::add);
        }
        return targets;
    }

    /** The names of the type itself, of its classes and interfaces, as far as they are known. */
    private Set<String> ancestors(ClassFile type) {
        Set<String> ancestors = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>();
        next.add(type.name);
        while (!next.isEmpty()) {
            String name = next.remove();
            if (ancestors.add(name) && types.containsKey(name)) {
                next.addAll(types.get(name).parents);
            }
        }
        return ancestors;
    }

    private void threadLocals() {
        Map<String, String[]> set = new TreeMap<>();
        Set<String> removed = new HashSet<>();
        types.values().stream().flatMap(type -> type.methods.values().stream()).forEach(method -> method.calls.forEach((call, line) -> {
            if (call.startsWith("ThreadLocal.set ") && call.length() > 16 || call.startsWith("org/slf4j/MDC.put(")) {
                set.putIfAbsent(call.startsWith("org") ? "MDC" : call.substring(16), new String[] {method.owner.file, place(method, line)});
            } else if (call.startsWith("ThreadLocal.remove ") || call.matches("(?s)org/slf4j/MDC\\.(remove|clear)\\(.*")) {
                removed.add(call.startsWith("org") ? "MDC" : call.substring(19));
            }
        }));
        set.keySet().removeAll(removed);
        set.forEach((field, at) -> findings.at(at[0], at[1]).warning(20, field.replace('/', '.') + " is set, and never removed: the thread"
                + " serves another request next, and the worker does not have it", "try { … } finally { remove(); }, and hand its value over"));
    }

    private void javaConfig() {
        boolean configured = types.values().stream().flatMap(type -> type.methods.values().stream())
                .anyMatch(method -> method.calls(CONFIGURED));
        types.values().stream().filter(type -> !configured
                && type.annotations.contains("Lorg/springframework/web/servlet/config/annotation/EnableWebMvc;"))
                .forEach(type -> findings.at(type.file, type.simpleName()).error(3, "no executor and no time-out for MVC: each Callable gets"
                        + " a thread of its own, without a bound", "configureAsyncSupport(…) { async.setTaskExecutor(mvc).setDefaultTimeout(8000); }"));
    }

    private void generation(ClassFile type, int spring) {
        if (type.jakarta && spring > 0 && spring < 6) {
            findings.at(type.file, type.simpleName()).error(31, "is written for jakarta.servlet, and this Spring for javax.servlet", "Spring 6, and Tomcat 10.1");
        } else if (type.javax && spring >= 6) {
            findings.at(type.file, type.simpleName()).error(31, "is written for javax.servlet, and this Spring for jakarta.servlet",
                    "import jakarta.servlet…; or Spring 5");
        }
    }

    private static Pattern pattern(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL);
    }

    private static String place(Method method, int line) {
        return method + (line > 0 ? ", line " + line : "");
    }
}
