package org.asyncshowcase.house.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The calls that a request's thread should not make, and others that the rules of {@link Classes} ask for. */
final class Calls {

    /** What holds the request's thread. The first that fits counts. */
    private static final List<Rule> ON_THE_REQUESTS_THREAD = Arrays.asList(
            new Rule("call.thread", "(java/lang/Thread|.*Thread)\\.start\\(\\).*"),
            new Rule("call.sleep",
                    "java/(lang/Thread|util/concurrent/TimeUnit)\\.sleep.*"),
            new Rule("call.wait", "java/lang/Object\\.wait\\(.*",
                    "java/util/concurrent/(CountDownLatch|locks/Condition)\\.await.*",
                    "java/util/concurrent/\\w*(Queue|Deque)\\.(take|poll\\w*\\(J).*"),
            new Rule("call.future",
                    "java/util/concurrent/\\w*Future\\w*\\.(get|join)\\(.*",
                            "org/springframework/util/concurrent/\\w*Future\\w*\\.get\\(.*",
                    "reactor/core/publisher/(Mono|Flux)\\.block\\w*\\(.*"),
            new Rule("call.rest-template",
                    "org/springframework/web/client/Rest(Template|Operations)\\.((get|post|patch)For|put|delete|exchange"
                            + "|execute|head|opt).*"),
            new Rule("call.http", "java/net/URL\\.openStream.*",
                    "java/net/(Http)?URLConnection\\.(getInputStream|getResponse\\w+|connect)\\(.*",
                    "org/apache/(commons/httpclient|http)/.*Client\\.execute.*"),
            new Rule("call.database", "java/sql/\\w*(Connection|Statement)\\.(execute|prepare).*",
                    "javax/sql/DataSource\\.getConnection.*",
                    "org/springframework/jdbc/core/.*(Template|Operations)\\.(query|update|batchUpdate|execute|call).*",
                    "(javax|jakarta)/persistence/(EntityManager\\.(find|persist|merge)|\\w*Query\\.(get\\w*Result"
                            + "|executeUpdate)).*",
                    "org/hibernate/(Session\\.(get|load|save|update|persist|merge)|\\w*(Query|Criteria)\\.(list|unique"
                            + "|executeUp)).*"),
            new Rule("call.message",
                    "org/springframework/jms/core/Jms\\w*(Template|Operations)\\.(receive|sendAndReceive"
                            + "|convertSendAndReceive).*",
                    "(javax|jakarta)/jms/\\w*(Consumer|Receiver|Subscriber|Requestor)\\.(receive|request).*"),
            new Rule("call.upload",
                    "org/springframework/web/multipart/MultipartFile\\.(getBytes|getInputStream|transferTo).*"),
            new Rule("call.memory",
                    "new java/io/ByteArrayOutputStream"));

    private static final Pattern OTHERS = pattern("java/util/(concurrent/)?(Concurrent)?(Hash)?Map\\.put\\w*\\(.*",
            "ThreadLocal\\..*", "org/slf4j/MDC\\.(put|remove|clear)\\(.*",
                    "java/lang/System\\.(currentTimeMillis|nanoTime).*",
            "java/util/concurrent/(Executors\\.new|Linked\\w+\\.<init>\\(\\)V).*",
                    "new java/util/concurrent/ThreadPoolExecutor.*",
            "new org/springframework/(core/task/S|scheduling/concurrent/ThreadPoolTask)\\w*Executor",
            "org/springframework/.*\\.set(QueueCapacity|MaxPoolSize|ConcurrencyLimit).*",
                    "org/springframework/.*AsyncSupportConfigurer\\..*",
            "(javax|jakarta)/servlet/.*\\.(isAsyncStarted|getDispatcherType|getAsyncContext|getAttribute)\\(.*",
            ".*\\.isAsync(Started|Dispatch)\\(.*");

    private Calls() {
    }

    /** The rule that a call on the request's thread breaks, or null. */
    static Rule broken(String call) {
        return ON_THE_REQUESTS_THREAD.stream().filter(rule -> rule.calls.matcher(call).matches()).findFirst().orElse(null);
    }

    static boolean isWatched(String call) {
        return OTHERS.matcher(call).matches() || broken(call) != null;
    }

    /** One of these; in a class file that is forged a name may have a line break. */
    static Pattern pattern(String... patterns) {
        return Pattern.compile(String.join("|", patterns), Pattern.DOTALL);
    }

    /** Calls, and why they do not belong there. */
    static final class Rule {

        /** What is said of it. */
        final String text;
        private final Pattern calls;

        private Rule(String text, String... calls) {
            this.calls = pattern(calls);
            this.text = text;
        }
    }
}
