package org.asyncshowcase.rooms.context;

import java.util.TimeZone;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;

/** What one thread knows of the request; null what it does not know. */
@JsonPropertyOrder({"id", "locale", "thread", "timeZone", "user"})
public final class Seen {

    private final String id = MDC.get(RequestIdFilter.MDC_KEY);
    private final String thread = Thread.currentThread().getName();
    private final String user;
    private final String locale;
    private final String timeZone;

    private Seen(LocaleContext context) {
        Authentication known = new UserAccessor().getValue();
        this.user = known == null || known instanceof AnonymousAuthenticationToken ? null : known.getName();
        this.locale = context == null ? null : context.getLocale().toLanguageTag();
        TimeZone zone = context instanceof TimeZoneAwareLocaleContext
                ? ((TimeZoneAwareLocaleContext) context).getTimeZone() : null;
        this.timeZone = zone == null ? null : zone.getID();
    }

    /** What the calling thread knows. Not {@code LocaleContextHolder.getLocale()}: that falls back to the server's own. */
    static Seen here() {
        return new Seen(LocaleContextHolder.getLocaleContext());
    }

    public String getId() {
        return id;
    }

    public String getLocale() {
        return locale;
    }

    public String getThread() {
        return thread;
    }

    public String getTimeZone() {
        return timeZone;
    }

    /** The user who has logged in, by Spring Security. */
    public String getUser() {
        return user;
    }
}
