package org.asyncshowcase.house.doctor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the classes of an application do on the request's thread, what they leave on it, and what they register. */
final class Classes {

    private static final Pattern ONCE = Calls.pattern("ThreadLocal\\.set.*", "org/slf4j/MDC\\.put\\(.*",
            "java/lang/System\\..*");
    private static final Pattern CLOCK = Calls.pattern("java/lang/System\\..*");
    private static final Pattern ASKS = Calls.pattern(
            ".*\\.(isAsyncStarted|isAsyncDispatch|getDispatcherType|getAsyncContext|getAttribute)\\(.*");
    private static final Pattern QUEUE = Calls.pattern(".*\\.setQueueCapacity.*");
    private static final Pattern THREADS = Calls.pattern(".*\\.setMaxPoolSize.*");
    private static final Pattern LIMIT = Calls.pattern(".*\\.setConcurrencyLimit.*");
    private static final Pattern LINKED = Calls.pattern("java/util/concurrent/Linked\\w+\\.<init>\\(\\)V");
    private static final Pattern FACTORY = Calls.pattern("java/util/concurrent/Executors\\.new(?!\\w*Scheduled).*");
    private static final Pattern PUT = Calls.pattern("java/util/(concurrent/)?(Concurrent)?(Hash)?Map\\.put.*");
    private static final Pattern STATIC_MAP = Calls.pattern("static Map");
    private static final Pattern CONFIGURED = Calls.pattern(".*AsyncSupportConfigurer\\.setTaskExecutor.*");
    private static final Pattern SET = Calls.pattern("ThreadLocal\\.set .+", "org/slf4j/MDC\\.put\\(.*");
    private static final Pattern REMOVED = Calls.pattern("ThreadLocal\\.remove .+", "org/slf4j/MDC\\.(remove|clear)\\(.*");
    private static final Pattern WEB = Calls.pattern("L(javax|jakarta)/servlet/annotation/Web(Servlet|Filter);");
    private static final Pattern CONTROLLER = Calls.pattern("Lorg/springframework/(stereotype/|web/bind/annotation"
            + "/Rest)Controller;");
    private static final Pattern MAPPING = Calls.pattern(
            "Lorg/springframework/web/bind/annotation/(\\w*Mapping|ModelAttribute|ExceptionHandler);");
    private static final String TRANSACTIONAL = "Lorg/springframework/transaction/annotation/Transactional;";
    /** Bytes, about. */
    private static final int ENTRY = 50;

    /** What a class is by what it extends or implements, as far as the application goes. */
    private enum Role {
        SERVLET("(javax|jakarta)/servlet/http/HttpServlet"),
        FILTER("(javax|jakarta)/servlet/Filter|org/springframework/web/filter/.*Filter(Bean)?"),
        INTERCEPTOR("org/springframework/web/servlet/((Async)?HandlerInterceptor|handler/HandlerInterceptorAdapter)"),
        OLD_CONTROLLER("org/springframework/web/servlet/mvc/(\\w*Controller|multiaction/.*)"),
        /** By its annotation. */
        CONTROLLER("");

        private final Pattern names;

        Role(String names) {
            this.names = Calls.pattern(names);
        }
    }

    private final Findings findings;
    private final Budget budget;
    private final Map<String, ClassFile> types = new TreeMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, Set<Role>> roles = new HashMap<>();
    /**
     * How many classes have a method of this name and type that no handler has led to yet; and for each where it was looked
     * for.
     */
    private final Map<String, Integer> unseen = new HashMap<>();
    private final Map<String, Set<String>> looked = new HashMap<>();
    private final Set<Method> seen = new HashSet<>();

    Classes(Findings findings, Budget budget) {
        this.findings = findings;
        this.budget = budget;
    }

    void add(ClassFile type) {
        types.put(type.name, type);
    }

    /**
     * The class of a library that a filter or servlet is, or extends.
     *
     * @param type as in web.xml
     */
    String libraryType(String type) {
        String name = type.replace('.', '/');
        for (ClassFile each = types.get(name); each != null && !each.parents.get(0).equals("java/lang/Object"); each =
                types.get(name)) {
            budget.step();
            name = each.parents.get(0);
        }
        return name.replace('/', '.');
    }

    /**
     * @param springGeneration the first number of Spring's version, 0 if it is not known
     * @param annotationsCount false where web.xml is metadata-complete
     */
    void examine(int springGeneration, boolean annotationsCount) {
        types.values().forEach(type -> type.parents.forEach(parent ->
                children.computeIfAbsent(parent, none -> new ArrayList<>()).add(type.name)));
        types.values().forEach(type -> type.methods.keySet().forEach(method -> unseen.merge(method, 1, Integer::sum)));
        inherit();
        for (ClassFile type : types.values()) {
            if (annotationsCount) {
                declarations(type);
            }
            controller(type);
            onePass(type);
            type.methods.values().forEach(this::limits);
            type.methods.values().forEach(this::registrations);
            type.methods.values().stream().filter(method -> isHandler(method, roles.get(type.name)))
                    .forEach(this::onTheRequestsThread);
            generation(type, springGeneration);
        }
        threadLocals();
        javaConfig();
    }

    /**
     * Roles go down from each class to those that extend it; a class is looked at again for each that is new to it: five
     * times at most.
     */
    private void inherit() {
        Deque<String> next = new ArrayDeque<>(children.keySet());
        next.addAll(types.keySet());
        for (String name : next) {
            Set<Role> own = roles.computeIfAbsent(name, none -> EnumSet.noneOf(Role.class));
            budget.step();
            for (Role role : Role.values()) {
                if (role.names.matcher(name).matches()) {
                    own.add(role);
                }
            }
            ClassFile type = types.get(name);
            if (type != null && type.annotations.stream().anyMatch(each -> CONTROLLER.matcher(each).matches())) {
                own.add(Role.CONTROLLER);
            }
        }
        while (!next.isEmpty()) {
            String name = next.remove();
            for (String child : children.getOrDefault(name, Collections.emptyList())) {
                budget.step();
                if (roles.get(child).addAll(roles.get(name))) {
                    next.add(child);
                }
            }
        }
    }

    private void declarations(ClassFile type) {
        boolean supported = type.annotations.contains("asyncSupported");
        String declares = type.annotations.stream().filter(each -> WEB.matcher(each).matches()).findFirst().orElse("");
        if (declares.endsWith("WebFilter;")) {
            Filters filters = new Filters(findings);
            String known = libraryType(type.name);
            filters.declared(type.file, type.simpleName(), type.simpleName(), known, supported,
                    "filter.annotation");
            filters.mapped(type.file, type.simpleName(), type.simpleName(), known, type.annotations,
                    Collections.emptyList());
        } else if (!declares.isEmpty() && !supported) {
            findings.add(type.file, type.simpleName(), "annotation.unsupported");
        }
    }

    private void registrations(Method method) {
        Filters filters = new Filters(findings);
        String file = method.owner.file;
        for (Method.Registration each : method.registrations) {
            String known = Filters.target(libraryType(each.type), each.bean);
            if (each.filter) {
                filters.declared(file, method.place(each.line), each.name, known, each.supported || each.leaves,
                        "filter.registration");
            } else if (!each.supported && !each.leaves) {
                findings.add(file, method.place(each.line), "registration.unsupported", each.name);
            }
            if (each.filter && each.mapped > 0) {
                filters.mapped(file, method.place(each.mapped), each.name, known, each.dispatchers, Collections.emptyList());
            }
        }
    }

    private void controller(ClassFile type) {
        if (!roles.get(type.name).contains(Role.CONTROLLER)) {
            return;
        }
        if (type.annotations.contains(TRANSACTIONAL)
                || type.methods.values().stream().anyMatch(each -> each.annotations.contains(TRANSACTIONAL))) {
            findings.add(type.file, type.simpleName(), "controller.transaction");
        }
        if (type.annotations.contains("Lorg/springframework/web/bind/annotation/SessionAttributes;")) {
            findings.add(type.file, type.simpleName(), "controller.session");
        }
    }

    /** Filters and interceptors that think that a request is over when they return. */
    private void onePass(ClassFile type) {
        Set<Role> are = roles.get(type.name);
        if (!are.contains(Role.INTERCEPTOR) && !are.contains(Role.FILTER) || type.methods.values().stream()
                .anyMatch(method -> method.name.matches("afterConcurrentHandlingStarted|shouldNotFilterAsyncDispatch")
                        || method.calls(ASKS))) {
            return;
        }
        for (Method method : type.methods.values()) {
            if (are.contains(Role.INTERCEPTOR) && method.name.equals("preHandle") && method.calls(ONCE)) {
                findings.add(type.file, method.place(method.line(ONCE)), "interceptor.once");
            } else if (are.contains(Role.FILTER) && method.name.startsWith("doFilter") && method.calls(CLOCK)) {
                findings.add(type.file, method.place(method.line(CLOCK)), "filter.once");
            }
        }
    }

    /** Executors and time-outs, wherever they are made. */
    private void limits(Method method) {
        Limits limits = new Limits(findings, method.owner.file);
        method.calls.forEach((call, line) -> {
            budget.step();
            String place = method.place(line);
            String name = call.replaceFirst("(?s)\\(.*", "").replaceFirst("(?s).*/", "");
            if (FACTORY.matcher(call).matches()) {
                limits.executor(place, name, false);
            } else if (call.matches("(?s)new org/springframework/.*/S\\w+TaskExecutor")) {
                limits.executor(place, name, method.calls(LIMIT));
            } else if (call.startsWith("new org/springframework/") && name.equals("ThreadPoolTaskExecutor")) {
                limits.pool(place, name, method.calls(QUEUE) ? null : "", method.calls(THREADS) ? null : "");
            } else if (call.equals("new java/util/concurrent/ThreadPoolExecutor") && method.calls(LINKED)) {
                limits.pool(place, name, "", null);
            } else if (call.startsWith("new java/util/concurrent/ThreadPoolExecutor$")) {
                limits.policy(place, name, false);
            } else if (call.matches("-?\\d+ \\S+")) {
                int end = call.indexOf(' ');
                limits.timeout(place, call.substring(end + 1).replace(".<init>", ""), call.substring(0, end),
                        "8000");
            } else if (call.equals(MethodReader.DENIED)) {
                findings.add(method.owner.file, place, "denied");
            }
        });
    }

    private boolean isHandler(Method method, Set<Role> are) {
        budget.step();
        return are.contains(Role.SERVLET) && method.name.matches("service|do(Get|Post|Put|Delete|Head)")
                || are.contains(Role.OLD_CONTROLLER) && method.type.matches("(?s)\\(L(javax|jakarta)/servlet/http"
                        + "/HttpServletRequest;.*")
                || are.contains(Role.CONTROLLER) && method.annotations.stream().anyMatch(each -> MAPPING.matcher(each)
                        .matches());
    }

    /** The handler, and what it calls within the application: each method counts once. */
    private void onTheRequestsThread(Method handler) {
        Deque<Method> next = new ArrayDeque<>();
        reach(handler, next);
        while (!next.isEmpty()) {
            Method method = next.remove();
            String by = method == handler ? "" : ", called by " + handler;
            method.calls.forEach((call, line) -> {
                budget.step();
                Calls.Rule rule = Calls.broken(call);
                // deeper down it is anything
                if (rule != null && (!rule.text.equals("call.memory") || method == handler)) {
                    findings.add(method.owner.file, method.place(line) + by, rule.text);
                }
                follow(call, next);
            });
            int put = method.line(PUT);
            if (put >= 0 && method.calls(STATIC_MAP)) {
                findings.add(method.owner.file, method.place(put) + by, "static-map");
            }
        }
    }

    private void reach(Method method, Deque<Method> next) {
        if (seen.add(method)) {
            unseen.merge(method.name + method.type, -1, Integer::sum);
            next.add(method);
        }
    }

    /**
     * The methods that a call may reach: of its owner, of what that extends, and of what extends it. For a name and type
     * each class is
     * looked at once in either direction, and none when there is nothing left to find.
     */
    private void follow(String call, Deque<Method> found) {
        int end = call.indexOf('(');
        int dot = end < 0 ? -1 : call.lastIndexOf('.', end);
        String method = call.substring(dot + 1);
        for (int up = 0; up < 2 && dot > 0; up++) {
            Set<String> been = looked.computeIfAbsent(up + method, none -> new HashSet<>());
            Deque<String> next = new ArrayDeque<>(Collections.singleton(call.substring(0, dot)));
            while (!next.isEmpty() && unseen.getOrDefault(method, 0) > 0) {
                budget.step();
                String name = next.remove();
                ClassFile type = types.get(name);
                if (type != null && been.add(name)) {
                    budget.keep(ENTRY);
                    if (type.methods.containsKey(method)) {
                        reach(type.methods.get(method), found);
                    }
                    next.addAll(up == 1 ? type.parents : children.getOrDefault(name, Collections.emptyList()));
                }
            }
        }
    }

    private void threadLocals() {
        Map<String, String[]> set = new TreeMap<>();
        Set<String> removed = new HashSet<>();
        types.values().stream().flatMap(type -> type.methods.values().stream()).forEach(method ->
                method.calls.forEach((call, line) -> {
            budget.step();
            String field = call.startsWith("org") ? "MDC" : call.substring(call.indexOf(' ') + 1);
            if (SET.matcher(call).matches()) {
                set.putIfAbsent(field, new String[] {method.owner.file, method.place(line)});
            } else if (REMOVED.matcher(call).matches()) {
                removed.add(field);
            }
        }));
        set.keySet().removeAll(removed);
        set.forEach((field, at) -> findings.add(at[0], at[1], "thread-local", field.replace('/', '.')));
    }

    private void javaConfig() {
        if (types.values().stream().flatMap(type -> type.methods.values().stream()).noneMatch(method ->
                method.calls(CONFIGURED))) {
            types.values().stream()
                    .filter(type -> type.annotations.contains("Lorg/springframework/web/servlet/config/annotation"
                            + "/EnableWebMvc;"))
                    .forEach(type -> findings.add(type.file, type.simpleName(), "config.executor"));
        }
    }

    private void generation(ClassFile type, int spring) {
        if (type.jakarta && spring > 0 && spring < 6) {
            findings.add(type.file, type.simpleName(), "jakarta");
        } else if (type.javax && spring >= 6) {
            findings.add(type.file, type.simpleName(), "javax");
        }
    }
}
