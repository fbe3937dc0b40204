package org.asyncshowcase.rooms.context;

import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallerContextTests {

    private final CallerContext context =
            new CallerContext(Arrays.asList(new Slf4jThreadLocalAccessor(), new LocaleAccessor()));
    private final AtomicReference<Seen> seen = new AtomicReference<>();

    @AfterEach
    void clear() {
        MDC.clear();
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void carriesWhatTheCallerKnewWhenItGaveTheTask() {
        become("first", Locale.KOREAN, "Asia/Seoul");
        Runnable task = context.decorate(this::look);
        become("second", Locale.CHINESE, "Asia/Shanghai");

        task.run();

        assertSeen("first", "ko", "Asia/Seoul");
    }

    @Test
    void givesTheWorkerBackWhatItHad() {
        become("first", Locale.KOREAN, "Asia/Seoul");
        Runnable task = context.decorate(() -> { });
        become("second", Locale.CHINESE, "Asia/Shanghai");

        task.run();

        look();
        assertSeen("second", "zh", "Asia/Shanghai");
    }

    @Test
    void leavesNothingWhereThereWasNothing() {
        become("first", Locale.KOREAN, "Asia/Seoul");
        Runnable failing = context.decorate(() -> {
            throw new IllegalStateException("as asked");
        });
        clear();

        assertThatThrownBy(failing::run).hasMessage("as asked");

        look();
        assertSeen(null, null, null);
    }

    /** What belongs to another request is worse than nothing. */
    @Test
    void hidesWhatTheWorkerHasFromACallerThatHasNone() {
        Runnable task = context.decorate(this::look);
        become("another's", Locale.CHINESE, "Asia/Shanghai");

        task.run();

        assertSeen(null, null, null);
    }

    /** By value: a request may be somebody else's by the time its LocaleContext is asked. */
    @Test
    void doesNotAskTheRequestLater() {
        AtomicReference<Locale> request = new AtomicReference<>(Locale.KOREAN);
        LocaleContextHolder.setLocaleContext((LocaleContext) request::get);
        Runnable task = context.decorate(this::look);
        request.set(Locale.CHINESE);

        task.run();

        assertSeen(null, "ko", null);
    }

    private void look() {
        seen.set(Seen.here());
    }

    private void assertSeen(String id, String locale, String timeZone) {
        assertThat(seen.get()).extracting(Seen::getId, Seen::getLocale, Seen::getTimeZone)
                .containsExactly(id, locale, timeZone);
    }

    private static void become(String id, Locale locale, String zone) {
        MDC.put("request", id);
        LocaleContextHolder.setLocaleContext(new SimpleTimeZoneAwareLocaleContext(locale, TimeZone.getTimeZone(zone)));
    }
}
