package org.asyncshowcase.web;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;

import javax.servlet.DispatcherType;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleContextResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.WebUtils;

/**
 * The language of a request: {@code lang} in its query, else the one chosen last, which a cookie keeps, else the best
 * of {@code Accept-Language}. The time zone: {@code zone} in its query, such as Asia/Seoul; no header has it.
 */
final class RequestLocaleResolver extends AcceptHeaderLocaleResolver implements LocaleContextResolver, HandlerInterceptor {

    private static final String LANGUAGE = "lang";
    private static final String ZONE = "zone";
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    /** Called once a dispatch, before the handler is known. What is returned holds no request. */
    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        return new SimpleTimeZoneAwareLocaleContext(resolveLocale(request), zone(parameter(request, ZONE)));
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Cookie chosen = WebUtils.getCookie(request, LANGUAGE);
        Locale locale = language(parameter(request, LANGUAGE));
        if (locale == null && chosen != null) {
            locale = language(chosen.getValue());
        }
        return locale != null ? locale : super.resolveLocale(request);
    }

    /** The language of this tag if there are texts in it, or null. */
    private Locale language(String tag) {
        return tag == null ? null
                : getSupportedLocales().stream().filter(locale -> locale.toLanguageTag().equals(tag)).findFirst()
                .orElse(null);
    }

    /** The time zone of this id. Without one UTC: the server's own would be no better a guess. */
    private static TimeZone zone(String id) {
        return isZone(id) ? TimeZone.getTimeZone(id) : UTC;
    }

    private static boolean isZone(String id) {
        return id != null && ZoneId.getAvailableZoneIds().contains(id);
    }

    /**
     * Called for the REQUEST dispatch, and again for the ASYNC one, where there is nothing to do. Refuses what names no
     * language or no zone; the cookie holds one of our own tags, never what a user typed.
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            String zone = parameter(request, ZONE);
            require(zone == null || isZone(zone), ZONE, "the id of a time zone, such as Asia/Seoul");
            String tag = parameter(request, LANGUAGE);
            if (tag != null) {
                Locale chosen = language(tag);
                require(chosen != null, LANGUAGE,
                        "one of " + StringUtils.collectionToDelimitedString(getSupportedLocales(), ", "));
                response.addHeader(HttpHeaders.SET_COOKIE, cookie(chosen, request));
            }
        }
        return true;
    }

    private static void require(boolean fits, String field, String rule) {
        if (!fits) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, field + ": must be " + rule);
        }
    }

    /**
     * By hand: Servlet 3.0's cookies have no SameSite. The path is the container's own: the request's may have a semicolon
     * in it.
     */
    private static String cookie(Locale chosen, HttpServletRequest request) {
        return ResponseCookie.from(LANGUAGE, chosen.toLanguageTag()).path(request.getServletContext().getContextPath() + "/")
                .httpOnly(true).secure(request.isSecure()).sameSite("Lax").build().toString();
    }

    /** Not getParameter: it would read the body of a form, or the parts of an upload, before their time. */
    private static String parameter(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query == null || !query.contains(name)) {
            return null;
        }
        String value = UriComponentsBuilder.newInstance().query(query).build().getQueryParams().getFirst(name);
        try {
            return value == null ? null : UriUtils.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ex) {
            // a % with no digits after it: names nothing
            return value;
        }
    }

    @Override
    public void setLocaleContext(HttpServletRequest request, HttpServletResponse response, LocaleContext context) {
        throw new UnsupportedOperationException("it is chosen by the query");
    }
}
