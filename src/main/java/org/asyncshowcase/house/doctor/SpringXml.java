package org.asyncshowcase.house.doctor;

import java.util.List;

/** What a Spring XML says of async: MVC's executor and time-out, executors without a bound, resolvers that count on one thread. */
final class SpringXml {

    private static final String POOL = "<bean id=\"mvc\" class=\"org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor\""
            + " p:corePoolSize=\"20\" p:maxPoolSize=\"20\" p:queueCapacity=\"100\"/>";
    private static final String ASYNC = "<mvc:async-support task-executor=\"mvc\" default-timeout=\"8000\"/>";

    private final String file;
    private final Findings findings;

    SpringXml(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void examine(Xml root) {
        if (root.attribute("schemaLocation").matches("(?s).*spring-(mvc|task)-3\\.[01]\\.xsd.*")) {
            findings.at(file, root).error(3, "the schema is of Spring 3.0 or 3.1, which know no <mvc:async-support>",
                    "http://www.springframework.org/schema/mvc https://www.springframework.org/schema/mvc/spring-mvc.xsd");
        }
        boolean timeoutElsewhere = !root.descendants(each -> each.attribute("name").equals("asyncRequestTimeout")
                || each.has("asyncRequestTimeout") || each.attribute("targetMethod").equals("setAsyncRequestTimeout")).isEmpty();
        for (Xml mvc : root.descendants(each -> each.isOf("/mvc", "annotation-driven"))) {
            List<Xml> async = mvc.children("async-support");
            if (async.isEmpty()) {
                findings.at(file, mvc).error(3, "no <mvc:async-support>: each Callable gets a thread of its own, without a bound, and"
                        + " the time-out is the container's: 10 s on Tomcat 7, 30 s since 8.5", ASYNC + " in <mvc:annotation-driven>");
            }
            async.forEach(each -> asyncSupport(each, timeoutElsewhere));
        }
        root.descendants(each -> each.isOf("/task", "executor") && !each.has("queue-capacity")).forEach(executor ->
                unbounded(executor, "<task:executor> " + executor.attribute("id"), "queue-capacity=\"100\""));
        root.descendants(each -> each.name().equals("bean")).forEach(this::bean);
        onePoolForAll(root);
    }

    private void asyncSupport(Xml async, boolean timeoutElsewhere) {
        if (!async.has("task-executor")) {
            findings.at(file, async).error(3, "no executor: each Callable gets a thread of its own, without a bound", ASYNC + " and " + POOL);
        }
        if ((!async.has("default-timeout") || async.attribute("default-timeout").startsWith("-")) && !timeoutElsewhere) {
            findings.at(file, async).warning(5, "no time-out: it is the container's, 10 s on Tomcat 7, 30 s since 8.5", ASYNC);
        }
    }

    private void bean(Xml bean) {
        String type = bean.attribute("class");
        String name = type.substring(type.lastIndexOf('.') + 1);
        switch (type.startsWith("org.springframework.") || type.startsWith("java.util.concurrent.") ? name : "") {
            case "ThreadPoolTaskExecutor":
            case "ThreadPoolExecutorFactoryBean":
                if (!isSet(bean, "queueCapacity") && !bean.has("parent")) {
                    unbounded(bean, name + " " + bean.attribute("id"), "p:queueCapacity=\"100\"");
                }
                break;
            case "SimpleAsyncTaskExecutor":
                findings.at(file, bean).warning(3, "SimpleAsyncTaskExecutor makes a new thread for each task, and has no bound", POOL);
                break;
            case "Executors":
                if (!bean.attribute("factory-method").contains("cheduled")) {
                    findings.at(file, bean).warning(3, "Executors." + bean.attribute("factory-method")
                            + " has no bound, of threads or of its queue", POOL);
                }
                break;
            case "AnnotationMethodHandlerAdapter":
                findings.at(file, bean).error(3, "AnnotationMethodHandlerAdapter knows no asynchronous return type",
                        "<mvc:annotation-driven>" + ASYNC + "</mvc:annotation-driven>");
                break;
            case "RequestMappingHandlerAdapter":
                if (!isSet(bean, "taskExecutor")) {
                    findings.at(file, bean).error(3, "no executor: each Callable gets a thread of its own, without a bound",
                            "<property name=\"taskExecutor\" ref=\"mvc\"/> and " + POOL);
                }
                if (!isSet(bean, "asyncRequestTimeout")) {
                    findings.at(file, bean).warning(5, "no time-out: it is the container's, 10 s on Tomcat 7, 30 s since 8.5",
                            "<property name=\"asyncRequestTimeout\" value=\"8000\"/>");
                }
                break;
            case "CommonsMultipartResolver":
                findings.at(file, bean).warning(23, "CommonsMultipartResolver leaves the files of an upload behind that is read"
                        + " asynchronously, and reads any number of parts", "the bean multipartResolver of the room callable, which"
                        + " deletes them when the request ends, or StandardServletMultipartResolver and a <multipart-config>");
                break;
            case "SimpleMappingExceptionResolver":
                if (!bean.descendants(each -> each.attribute("key").endsWith("AsyncRequestTimeoutException")).isEmpty()) {
                    break;
                }
                findings.at(file, bean).warning(6, "SimpleMappingExceptionResolver answers a time-out and a full pool as any failure, 200 or"
                        + " 500 and not 503, and runs twice for a rejection", "an @ExceptionHandler of AsyncRequestTimeoutException and"
                        + " RejectedExecutionException that answers 503");
                break;
            case "OpenEntityManagerInViewInterceptor":
            case "OpenSessionInViewInterceptor":
                findings.at(file, bean).warning(21, name + " holds a connection of the database for as long as the request waits",
                        "an <mvc:exclude-mapping> of the asynchronous URLs, and a transaction in the worker");
                break;
            default:
        }
    }

    private void unbounded(Xml element, String executor, String fix) {
        findings.at(file, element).warning(3, executor.trim() + " has a queue without a bound: it never refuses, and never grows beyond"
                + " its core size", fix);
    }

    private static boolean isSet(Xml bean, String property) {
        return bean.has(property) || bean.has(property + "-ref")
                || bean.children("property").stream().anyMatch(each -> each.attribute("name").equals(property));
    }

    private void onePoolForAll(Xml root) {
        List<Xml> users = root.descendants(each -> each.isOf("/mvc", "async-support") && each.has("task-executor"));
        root.descendants(each -> each.isOf("/task", "annotation-driven")).stream()
                .filter(task -> users.stream().anyMatch(user -> user.attribute("task-executor").equals(task.attribute("executor"))))
                .forEach(task -> findings.at(file, task).warning(3, "MVC and @Async share the executor " + task.attribute("executor")
                        + ": slow work of the one refuses requests of the other", "an executor for each kind of work"));
    }
}
