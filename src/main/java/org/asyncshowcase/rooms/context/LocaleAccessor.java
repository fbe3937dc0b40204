package org.asyncshowcase.rooms.context;

import io.micrometer.context.ThreadLocalAccessor;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;

/** Locale and time zone, as Spring keeps them for a thread. */
final class LocaleAccessor implements ThreadLocalAccessor<LocaleContext> {

    @Override
    public Object key() {
        return LocaleAccessor.class.getName();
    }

    /**
     * By value: a LocaleContext may ask its request each time it is asked, as the one of Spring's CookieLocaleResolver
     * does, and when the worker asks, the container may have given that request to somebody else.
     */
    @Override
    public LocaleContext getValue() {
        LocaleContext context = LocaleContextHolder.getLocaleContext();
        return context == null ? null : new SimpleTimeZoneAwareLocaleContext(context.getLocale(),
                context instanceof TimeZoneAwareLocaleContext ? ((TimeZoneAwareLocaleContext) context).getTimeZone() : null);
    }

    @Override
    public void setValue(LocaleContext context) {
        LocaleContextHolder.setLocaleContext(context);
    }

    @Override
    public void setValue() {
        LocaleContextHolder.resetLocaleContext();
    }
}
