package org.asyncshowcase.javaconfig;

import java.util.EnumSet;

import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterRegistration;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.ServletRegistration;

import ch.qos.logback.classic.servlet.LogbackServletContextListener;
import org.asyncshowcase.rooms.textbook.PlainServlet;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.support.AbstractAnnotationConfigDispatcherServletInitializer;

import static javax.servlet.DispatcherType.ASYNC;
import static javax.servlet.DispatcherType.ERROR;
import static javax.servlet.DispatcherType.REQUEST;

/**
 * {@code web.xml} in Java, line by line. Servlet 3.0 has no Java for an error-page, a mime-mapping and a jsp-config, nor for
 * the order of the libraries, without which the container would not look for this class: a smaller web.xml keeps these.
 */
public class ShowcaseInitializer extends AbstractAnnotationConfigDispatcherServletInitializer {

    @Override
    public void onStartup(ServletContext context) throws ServletException {
        context.setInitParameter("defaultHtmlEscape", "true");
        // first in, last out: before Spring's own, which super adds
        context.addListener(LogbackServletContextListener.class);
        addFilters(context);
        super.onStartup(context);
        addServlet(context, "textbook", textbook(), "/textbook/*").setLoadOnStartup(2);
        addServlet(context, "plain", new PlainServlet(), "/textbook/servlet/*");
    }

    /**
     * Not by getServletFilters: that maps each filter to the one servlet, on REQUEST, FORWARD, INCLUDE and ASYNC. Here, as
     * in web.xml, each has its paths and its dispatchers; their order is that of these lines.
     */
    private static void addFilters(ServletContext context) {
        addFilter(context, "requestIdFilter", new DelegatingFilterProxy(), EnumSet.of(REQUEST, ASYNC, ERROR), "/*");
        addFilter(context, "failureLog", new DelegatingFilterProxy(), EnumSet.of(REQUEST, ASYNC, ERROR), "/*");
        addFilter(context, "timelineFilter", new DelegatingFilterProxy(), EnumSet.of(REQUEST, ASYNC, ERROR), "/*");
        addFilter(context, "requestRepair", new DelegatingFilterProxy(), EnumSet.of(REQUEST, ERROR), "/*");
        addFilter(context, "answerHeaders", new DelegatingFilterProxy(), EnumSet.of(REQUEST, ERROR), "/*");
        addFilter(context, "bodyLimit", new DelegatingFilterProxy(), EnumSet.of(REQUEST), "/*");
        addFilter(context, "encoding", new CharacterEncodingFilter("UTF-8", true), EnumSet.of(REQUEST), "/*");
        addFilter(context, "springSecurityFilterChain", new DelegatingFilterProxy(), EnumSet.of(REQUEST, ASYNC, ERROR),
                "/*");
        addFilter(context, "guard", new DelegatingFilterProxy(), EnumSet.of(REQUEST, ASYNC), "/*");
        addFilter(context, "visitor", new DelegatingFilterProxy(), EnumSet.of(REQUEST), "/socket/*", "/orders/*");
        addFilter(context, "etag", new ShallowEtagHeaderFilter(), EnumSet.of(REQUEST, ASYNC), "/task/*");
    }

    private static void addFilter(ServletContext context, String name, Filter filter, EnumSet<DispatcherType> dispatchers,
            String... patterns) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(dispatchers, true, patterns);
    }

    private static ServletRegistration.Dynamic addServlet(ServletContext context, String name, Servlet servlet,
            String pattern) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(pattern);
        return registration;
    }

    private static DispatcherServlet textbook() {
        AnnotationConfigWebApplicationContext beans = new AnnotationConfigWebApplicationContext();
        beans.register(TextbookConfig.class);
        DispatcherServlet servlet = new DispatcherServlet(beans);
        servlet.setThrowExceptionIfNoHandlerFound(true);
        return servlet;
    }

    @Override
    protected Class<?>[] getRootConfigClasses() {
        return new Class<?>[] {RootConfig.class};
    }

    @Override
    protected Class<?>[] getServletConfigClasses() {
        return new Class<?>[] {WebConfig.class};
    }

    @Override
    protected String getServletName() {
        return "appServlet";
    }

    @Override
    protected String[] getServletMappings() {
        return new String[] {"/", "/textbook"};
    }

    /** As it is by default; a servlet that says false is the end of async for all of its handlers. */
    @Override
    protected boolean isAsyncSupported() {
        return true;
    }

    @Override
    protected void customizeRegistration(ServletRegistration.Dynamic registration) {
        registration.setInitParameter("throwExceptionIfNoHandlerFound", "true");
        registration.setInitParameter("publishEvents", "false");
    }
}
