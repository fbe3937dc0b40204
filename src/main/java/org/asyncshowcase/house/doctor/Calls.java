package org.asyncshowcase.house.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The calls that a request's thread should not make, and others that the rules of {@link Classes} ask for. */
final class Calls {

    private static final String CALLABLE = "return () -> …; // a Callable: MVC's executor runs it";

    /** What holds the request's thread. The first that fits counts. */
    private static final List<Rule> ON_THE_REQUESTS_THREAD = Arrays.asList(
            new Rule("(java/lang/Thread|.*Thread)\\.start\\(\\).*", 3,
                    "starts a thread of its own: nobody bounds, names, or ends it", "return () -> …; or executor.execute(…), of a bounded executor"),
            new Rule("java/lang/Thread\\.sleep.*|java/util/concurrent/TimeUnit\\.sleep.*", 25,
                    "sleeps, and its thread with it", "a DeferredResult that a TaskScheduler sets"),
            new Rule("java/lang/Object\\.wait\\(.*|java/util/concurrent/(CountDownLatch|locks/Condition)\\.await.*"
                    + "|java/util/concurrent/\\w*(Queue|Deque)\\.(take|poll\\w*\\(J).*", 25,
                    "waits for another thread", "a DeferredResult that the other thread sets"),
            new Rule("java/util/concurrent/\\w*Future\\w*\\.(get|join)\\(.*|org/springframework/util/concurrent/\\w*Future\\w*\\.get\\(.*"
                    + "|reactor/core/publisher/(Mono|Flux)\\.block\\w*\\(.*", 25,
                    "waits for a future", "return the future (CompletionStage, ListenableFuture, Mono), or set a DeferredResult by it"),
            new Rule("org/springframework/web/client/Rest(Template|Operations)\\.((get|post|patch)For|put|delete|exchange|execute|head|options).*",
                    25, "waits for a partner over HTTP (RestTemplate)", CALLABLE + ", or WebClient"),
            new Rule("java/net/(HttpURLConnection|URLConnection)\\.(getInputStream|getResponse\\w+|connect)\\(.*|java/net/URL\\.openStream.*"
                    + "|org/apache/(commons/httpclient|http)/.*Client\\.execute.*", 25,
                    "waits for a partner over HTTP", CALLABLE + ", or WebClient"),
            new Rule("java/sql/\\w*(Connection|Statement)\\.(execute|prepare).*|javax/sql/DataSource\\.getConnection.*"
                    + "|org/springframework/jdbc/core/.*(Template|Operations)\\.(query|update|batchUpdate|execute|call).*"
                    + "|(javax|jakarta)/persistence/(EntityManager\\.(find|persist|merge)|\\w*Query\\.(get\\w*Result|executeUpdate)).*"
                    + "|org/hibernate/(Session\\.(get|load|save|update|persist|merge)|\\w*(Query|Criteria)\\.(list|uniqueResult|executeUpdate)).*",
                    25, "waits for the database", CALLABLE),
            new Rule("org/springframework/jms/core/Jms\\w*(Template|Operations)\\w*\\.(receive|sendAndReceive|convertSendAndReceive).*"
                    + "|(javax|jakarta)/jms/\\w*(Consumer|Receiver|Subscriber|Requestor)\\.(receive|request).*", 16,
                    "waits for a message", "a DeferredResult that the listener of the reply sets, found by its correlation id"),
            new Rule("org/springframework/web/multipart/MultipartFile\\.(getBytes|getInputStream|transferTo).*", 23,
                    "reads an upload", CALLABLE + ", which reads the file"),
            new Rule("new java/io/ByteArrayOutputStream", 34,
                    "builds an answer in memory", "return a StreamingResponseBody in a ResponseEntity"));

    private static final Pattern OTHERS = Pattern.compile("static Map|java/util/(concurrent/)?(Concurrent)?(Hash)?Map\\.put\\w*\\(.*"
            + "|ThreadLocal\\..*|org/slf4j/MDC\\.(put|remove|clear)\\(.*|java/lang/System\\.(currentTimeMillis|nanoTime).*"
            + "|java/util/concurrent/Executors\\.new.*"
            + "|new org/springframework/(core/task/SimpleAsyncTaskExecutor|scheduling/concurrent/ThreadPoolTaskExecutor)"
            + "|org/springframework/.*\\.setQueueCapacity.*|org/springframework/.*AsyncSupportConfigurer\\..*"
            + "|(javax|jakarta)/servlet/.*\\.(isAsyncStarted|getDispatcherType|getAsyncContext|getAttribute)\\(.*|.*\\.isAsync(Started|Dispatch)\\(.*");

    private Calls() {
    }

    /** The rule that a call on the request's thread breaks, or null. */
    static Rule broken(String call) {
        return ON_THE_REQUESTS_THREAD.stream().filter(rule -> rule.calls.matcher(call).matches()).findFirst().orElse(null);
    }

    static boolean isWatched(String call) {
        return OTHERS.matcher(call).matches() || broken(call) != null;
    }

    /** Calls, and why they do not belong there. */
    static final class Rule {

        final int trap;
        final String message;
        final String fix;
        private final Pattern calls;

        private Rule(String calls, int trap, String message, String fix) {
            this.calls = Pattern.compile(calls, Pattern.DOTALL);
            this.trap = trap;
            this.message = message;
            this.fix = fix;
        }
    }
}
