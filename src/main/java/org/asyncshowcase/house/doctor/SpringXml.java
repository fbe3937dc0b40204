package org.asyncshowcase.house.doctor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a Spring XML says of async: MVC's executor and time-out, pools that are unbounded, drop or block, what counts on one
 * thread.
 */
final class SpringXml {

    private static final String ASYNC = "<mvc:async-support task-executor=\"mvc\" default-timeout=\"8000\"/>";
    private static final String POLICY = "java\\.util\\.concurrent\\.ThreadPoolExecutor[.$](CallerRuns|Discard"
            + "|DiscardOldest)Policy";

    private final String file;
    private final Findings findings;
    private final Limits limits;
    /** The executors of MVC, those of {@code @Async}, and schedulers, by their names. */
    private final Set<String> mvc = new HashSet<>();
    private final Set<String> async = new HashSet<>();
    private final Set<String> schedulers = new HashSet<>();
    /** Beans of interceptors that leave out a URL. */
    private final Set<String> excluding = new HashSet<>();
    private boolean timeoutElsewhere;

    SpringXml(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
        this.limits = new Limits(findings, file);
    }

    void examine(Xml root) {
        if (root.attribute("schemaLocation").matches("(?s).*spring-(mvc|task)-3\\.[01]\\.xsd.*")) {
            findings.add(file, root.place(), "spring.schema");
        }
        List<Xml> all = root.descendants();
        all.forEach(this::names);
        all.forEach(this::element);
    }

    private void names(Xml element) {
        if (element.isOf("/mvc", "async-support")) {
            mvc.add(element.attribute("task-executor"));
        } else if (element.isOf("/task", "annotation-driven")) {
            async.add(element.attribute("executor"));
        } else if (element.isOf("/task", "scheduler") || element.attribute("class").endsWith(".ThreadPoolTaskScheduler")) {
            schedulers.add(element.attribute("id"));
        } else if (element.name().equals("ref") && excludes(element)) {
            excluding.add(element.attribute("bean"));
        }
        timeoutElsewhere |= element.attribute("name").equals("asyncRequestTimeout") || element.has("asyncRequestTimeout")
                || element.attribute("targetMethod").equals("setAsyncRequestTimeout");
    }

    private static boolean excludes(Xml bean) {
        return bean.parent().isOf("/mvc", "interceptor") && !bean.parent().children("exclude-mapping").isEmpty();
    }

    private void element(Xml element) {
        if (element.isOf("/mvc", "annotation-driven") && element.children("async-support").isEmpty()) {
            findings.add(file, element.place(), "mvc.bare");
        } else if (element.isOf("/mvc", "async-support")) {
            asyncSupport(element);
        } else if (element.isOf("/task", "executor")) {
            String size = element.attribute("pool-size");
            limits.pool(element.place(), "<task:executor> " + element.attribute("id"), element.attribute("queue-capacity"),
                    size.substring(size.lastIndexOf('-') + 1));
            policy(element, element.attribute("id"), element.attribute("rejection-policy"));
        } else if (element.isOf("/task", "annotation-driven") && mvc.contains(element.attribute("executor"))) {
            findings.add(file, element.place(), "pool.shared", element.attribute("executor"));
        } else if (element.name().equals("bean")) {
            bean(element, element.attribute("class"));
        }
    }

    private void asyncSupport(Xml support) {
        String executor = support.attribute("task-executor");
        if (executor.isEmpty()) {
            findings.add(file, support.place(), "mvc.executor");
        } else if (schedulers.contains(executor)) {
            limits.pool(support.place(), "<task:scheduler> " + executor, "", null);
        }
        if (support.attribute("default-timeout").contains("{")) {
            findings.add(file, support.place(), "timeout.placeholder");
        } else if (!timeoutElsewhere) {
            limits.timeout(support.place(), "default-timeout", support.attribute("default-timeout"), ASYNC);
        }
    }

    /** What is dropped of {@code @Async} alone has no client that waits. */
    private void policy(Xml element, String executor, String policy) {
        if (mvc.contains(executor) || !async.contains(executor) || !policy.contains("DISCARD")) {
            limits.policy(element.place(), policy, true);
        }
    }

    private void bean(Xml bean, String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        if (type.matches(POLICY)) {
            limits.policy(bean.place(), type, true);
        } else if (type.startsWith("java.util.concurrent.")) {
            javaPool(bean, name);
        } else if (type.startsWith("org.springframework.")) {
            springs(bean, name);
        }
    }

    private void javaPool(Xml bean, String name) {
        Xml outer = bean.parent().parent();
        if (name.equals("Executors") && !bean.attribute("factory-method").contains("cheduled")) {
            limits.executor(bean.place(), "Executors." + bean.attribute("factory-method"), false);
        } else if (name.matches("(Linked|Priority)Blocking(Queue|Deque)") && outer != null
                && outer.attribute("class").endsWith(".ThreadPoolExecutor") && bean.children("constructor-arg").isEmpty()
                && !bean.has("_0") && !bean.has("capacity")) {
            limits.pool(bean.place(), "ThreadPoolExecutor " + outer.attribute("id"), "", null);
        }
    }

    private void springs(Xml bean, String name) {
        switch (name) {
            case "ThreadPoolTaskExecutor":
            case "ThreadPoolExecutorFactoryBean":
                limits.pool(bean.place(), name + " " + bean.attribute("id"), value(bean, "queueCapacity"), value(bean,
                        "maxPoolSize"));
                break;
            case "SimpleAsyncTaskExecutor":
            case "SyncTaskExecutor":
                limits.executor(bean.place(), name, !"".equals(value(bean, "concurrencyLimit")));
                break;
            case "AnnotationMethodHandlerAdapter":
                findings.add(file, bean.place(), "mvc.old", name);
                break;
            case "RequestMappingHandlerAdapter":
                if ("".equals(value(bean, "taskExecutor"))) {
                    findings.add(file, bean.place(), "adapter.executor");
                }
                String timeout = value(bean, "asyncRequestTimeout");
                if (timeout != null) {
                    limits.timeout(bean.place(), "asyncRequestTimeout", timeout,
                            "<property name=\"asyncRequestTimeout\" value=\"8000\"/>");
                }
                break;
            case "CommonsMultipartResolver":
                findings.add(file, bean.place(), "multipart");
                break;
            case "SimpleMappingExceptionResolver":
                if (bean.descendants().stream().noneMatch(each -> each.attribute("key")
                        .endsWith("AsyncRequestTimeoutException"))) {
                    findings.add(file, bean.place(), "resolver");
                }
                break;
            case "OpenEntityManagerInViewInterceptor":
            case "OpenSessionInViewInterceptor":
                if (!excludes(bean) && !excluding.contains(bean.attribute("id"))) {
                    boolean everywhere = !bean.parent().isOf("/mvc", "interceptor")
                            || bean.parent().children("mapping").stream().anyMatch(each -> each.attribute("path")
                                    .equals("/**"));
                    new Filters(findings).inView(file, bean.place(), "view.interceptor", name, everywhere);
                }
                break;
            default:
        }
    }

    /** Empty where nobody sets it, null where it is not known. */
    private static String value(Xml bean, String property) {
        if (bean.has(property + "-ref")) {
            return null;
        }
        if (bean.has(property)) {
            return bean.attribute(property);
        }
        for (Xml each : bean.children("property")) {
            if (each.attribute("name").equals(property)) {
                return each.has("value") ? each.attribute("value") : each.children("value").isEmpty() ? null
                        : each.text("value");
            }
        }
        return bean.has("parent") ? null : "";
    }
}
