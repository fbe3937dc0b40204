package org.asyncshowcase.rooms.context;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

import javax.servlet.http.Cookie;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.asyncshowcase.RoomTest;
import org.asyncshowcase.feed.QuoteSender;
import org.asyncshowcase.guard.BoundedExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

public class ContextTests extends RoomTest {

    private static final String HEADER = "X-Request-Id";

    @Autowired
    private QuoteSender quotes;

    private final LogOfAllThreads log = new LogOfAllThreads();

    @BeforeEach
    void addTheFilter(@Autowired WebApplicationContext context, @Autowired RequestIdFilter filter) {
        await().until(quotes::isConnected);
        mvc = mvc(context, filter, held);
        log.attach();
    }

    @AfterEach
    void leavesNothingOnTheRequestsThread() {
        log.detach();
        assertThat(MDC.get("request")).isNull();
        assertThat(LocaleContextHolder.getLocaleContext()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"callable, mvc-", "task, partner-", "deferred, jms-", "reactive, partner-"})
    void carriesTheContextToTheWorker(String pattern, String thread) throws Exception {
        String id = "carried-to-" + pattern;

        answer(get("/context/" + pattern + "?delay=0&zone=Asia/Seoul").header(HEADER, id).header("Accept-Language", "ko"))
                .andExpect(status().isOk()).andExpect(header().string(HEADER, id))
                .andExpect(jsonPath("$.request.id", is(id))).andExpect(jsonPath("$.worker.id", is(id)))
                .andExpect(jsonPath("$.request.locale", is("ko"))).andExpect(jsonPath("$.worker.locale", is("ko")))
                .andExpect(jsonPath("$.request.timeZone", is("Asia/Seoul")))
                .andExpect(jsonPath("$.worker.timeZone", is("Asia/Seoul")))
                .andExpect(jsonPath("$.request.thread", is(Thread.currentThread().getName())))
                .andExpect(jsonPath("$.worker.thread", startsWith(thread)));
    }

    /** Trap 20, as it is without care. */
    @Test
    void losesTheContextOnAThreadThatNobodyTold() throws Exception {
        answer(get("/context/lost?delay=0").header(HEADER, "lost")).andExpect(jsonPath("$.request.id", is("lost")))
                .andExpect(jsonPath("$.worker.id", nullValue())).andExpect(jsonPath("$.worker.locale", nullValue()))
                .andExpect(jsonPath("$.worker.timeZone", nullValue()))
                .andExpect(jsonPath("$.worker.thread", startsWith("lost-")));
    }

    @Test
    void tellsTheTimeoutsThreadTheContextToo() throws Exception {
        MvcResult parked = start(get("/context/deferred").header(HEADER, "too-late"));
        timeOut(parked);

        dispatch(parked).andExpect(status().isOk()).andExpect(jsonPath("$.worker.id", is("too-late")))
                .andExpect(jsonPath("$.worker.locale", is("en")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a_b", "a b", "<script>", "a\r\nb",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void makesAnIdWhereTheClientsIsNotWellFormed(String sent) throws Exception {
        mvc.perform(get("/status").header(HEADER, sent)).andExpect(header().string(HEADER, hasLength(36)));
    }

    @Test
    void makesAnIdWhereTheClientSendsNone() throws Exception {
        String first = mvc.perform(get("/status")).andReturn().getResponse().getHeader(HEADER);

        mvc.perform(get("/status")).andExpect(header().string(HEADER, hasLength(36)));
        assertThat(mvc.perform(get("/status")).andReturn().getResponse().getHeader(HEADER)).isNotEqualTo(first);
    }

    /** Trap 18: on the ASYNC dispatch the filter must run again. */
    @Test
    void namesTheRequestInTheLogOnEveryThreadAndDispatch() throws Exception {
        // of reactive, it is Reactor's own scheduler that sets the result
        for (String pattern : List.of("callable", "task", "deferred", "reactive")) {
            String id = "logged-" + pattern;
            answer(get("/" + pattern + "/error?delay=0").header(HEADER, id)).andExpect(status().isInternalServerError());

            assertThat(log.requestsOf("org.asyncshowcase.web.Failures")).containsOnly(id);
            // the JMS thread sets the result of deferred, and knows no request
            assertThat(log.requestsOf("org.springframework.web.context.request.async.WebAsyncManager")).contains(id)
                    .allMatch(each -> id.equals(each) || pattern.equals("deferred") && each == null);
            log.clear();
        }
    }

    @Test
    void namesTheRequestInTheLogLinesOfTheWorker() throws Exception {
        answer(get("/context/deferred").header(HEADER, "both-sides"));

        // on a busy machine a worker of the test before may still have something to say
        assertThat(log.requestsOf(BothSides.class.getName())).filteredOn("both-sides"::equals).hasSize(2);
    }

    @Test
    void leavesNothingOnTheWorkersThread(@Autowired Map<String, BoundedExecutor> executors) throws Exception {
        answer(get("/context/task?delay=0").header(HEADER, "cleared"));

        FutureTask<Seen> after = new FutureTask<>(Seen::here);
        executors.get("partner").execute(after);
        assertThat(after.get().getId()).isNull();
        assertThat(after.get().getLocale()).isNull();
    }

    @Test
    void isCarriedByEveryExecutorButTheOneThatShowsWhatItIsWithout(@Autowired Map<String, BoundedExecutor> executors)
            throws Exception {
        MDC.put("request", "any");
        executors.remove("full");
        try {
            for (Map.Entry<String, BoundedExecutor> each : executors.entrySet()) {
                FutureTask<Seen> task = new FutureTask<>(Seen::here);
                each.getValue().execute(task);
                assertThat(task.get().getId()).as(each.getKey()).isEqualTo(each.getKey().equals("lost") ? null : "any");
            }
        } finally {
            MDC.clear();
        }
    }

    @Test
    void isCarriedByReactorsOwnSchedulersAtEachHop() {
        Scheduler first = Schedulers.newSingle("test-first");
        Scheduler second = Schedulers.newSingle("test-second");
        MDC.put("request", "reactive");
        try {
            Seen seen = Mono.delay(Duration.ofMillis(1), first).publishOn(second).map(tick -> Seen.here()).block();
            assertThat(seen.getId()).isEqualTo("reactive");
            assertThat(seen.getThread()).startsWith("test-second");
        } finally {
            MDC.clear();
            first.dispose();
            second.dispose();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ko | ko", "ko-KR,en;q=0.5 | ko", "zh-CN | zh", "zh-TW | zh", "en-GB | en",
            "de | en", "de,zh;q=0.5 | zh", "* | en", "nonsense; | en"})
    void answersInTheBestLanguageThatThereIs(String accepted, String language) throws Exception {
        answer(get("/context/lost?delay=0").header("Accept-Language", accepted))
                .andExpect(jsonPath("$.request.locale", is(language)));
    }

    @Test
    void prefersTheLanguageThatWasChosen() throws Exception {
        MvcResult chosen = start(get("/context/callable?delay=0&lang=zh").header("Accept-Language", "ko"));
        dispatch(chosen).andExpect(jsonPath("$.worker.locale", is("zh"))).andExpect(cookie().value("lang", "zh"))
                .andExpect(cookie().httpOnly("lang", true)).andExpect(cookie().path("lang", "/"));
        // preHandle runs twice (trap 17)
        assertThat(chosen.getResponse().getHeaders("Set-Cookie")).hasSize(1);

        answer(get("/context/callable?delay=0").cookie(chosen.getResponse().getCookies()).header("Accept-Language", "ko"))
                .andExpect(jsonPath("$.worker.locale", is("zh")));
    }

    @Test
    void passesOverACookieThatItDidNotSet() throws Exception {
        answer(get("/context/callable?delay=0").cookie(new Cookie("lang", "xx")))
                .andExpect(status().isOk()).andExpect(jsonPath("$.worker.locale", is("en")));
    }

    @ParameterizedTest
    @CsvSource({"lang=xx, lang", "lang=, lang", "lang=%, lang", "lang=ko_KR, lang", "zone=Mars, zone", "zone=%2, zone",
            "zone=, zone"})
    void refusesALanguageAndAZoneThatThereIsNot(String query, String field) throws Exception {
        mvc.perform(request -> {
            var built = get("/context/callable").buildRequest(request);
            built.setQueryString(query);
            return built;
        }).andExpect(status().isBadRequest()).andExpect(jsonPath("$.detail", startsWith(field + ": must be")));
    }

    /** A language without texts of its own is answered in English, whatever the server speaks. */
    @Test
    void doesNotFallBackToTheServersLanguage(@Autowired MessageSource texts) {
        Locale servers = Locale.getDefault();
        Locale.setDefault(Locale.KOREAN);
        try {
            assertThat(texts.getMessage("page.language", null, new Locale("eo"))).isEqualTo("en");
        } finally {
            Locale.setDefault(servers);
        }
    }

    private ResultActions answer(MockHttpServletRequestBuilder request) throws Exception {
        MvcResult started = start(request);
        quotes.publish("ACME", "1");
        return dispatch(started);
    }

    /** What is logged while a request is served, on whichever thread, with the request that each line names. */
    private static final class LogOfAllThreads extends AppenderBase<ILoggingEvent> {

        private final Logger root = (Logger) LoggerFactory.getLogger("org");
        private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

        void attach() {
            ((Logger) LoggerFactory.getLogger("org.springframework.web")).setLevel(Level.DEBUG);
            ((Logger) LoggerFactory.getLogger("org.asyncshowcase")).setLevel(Level.INFO);
            start();
            root.addAppender(this);
        }

        void detach() {
            root.detachAppender(this);
            ((Logger) LoggerFactory.getLogger("org.springframework.web")).setLevel(null);
            ((Logger) LoggerFactory.getLogger("org.asyncshowcase")).setLevel(null);
        }

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }

        void clear() {
            events.clear();
        }

        List<String> requestsOf(String logger) {
            return of(logger, event -> event.getMDCPropertyMap().get("request"));
        }

        private List<String> of(String logger, Function<ILoggingEvent, String> value) {
            return events.stream().filter(event -> event.getLoggerName().equals(logger)).map(value).collect(toList());
        }
    }
}
