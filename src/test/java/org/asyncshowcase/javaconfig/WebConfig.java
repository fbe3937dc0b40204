package org.asyncshowcase.javaconfig;

import java.util.List;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportResource;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code mvc.xml} in Java, line by line. What is package-private comes from beans.xml, the rooms from their own XML. */
@Configuration
@EnableWebMvc
@ImportResource({
        "/WEB-INF/spring/settings.xml",
        "/WEB-INF/spring/javaconfig/beans.xml",
        "/WEB-INF/spring/web/answers.xml",
        "/WEB-INF/spring/web/pages.xml",
        "/WEB-INF/spring/web/views.xml",
        "/WEB-INF/spring/rooms/work.xml",
        "/WEB-INF/spring/rooms/blocking.xml",
        "/WEB-INF/spring/rooms/callable.xml",
        "/WEB-INF/spring/rooms/task.xml",
        "/WEB-INF/spring/rooms/database.xml",
        "/WEB-INF/spring/rooms/deferred.xml",
        "/WEB-INF/spring/rooms/orders.xml",
        "/WEB-INF/spring/rooms/quotes.xml",
        "/WEB-INF/spring/rooms/stream.xml",
        "/WEB-INF/spring/rooms/socket.xml",
        "/WEB-INF/spring/rooms/report.xml",
        "/WEB-INF/spring/rooms/export.xml",
        "/WEB-INF/spring/rooms/context.xml",
        "/WEB-INF/spring/rooms/reactive.xml",
        "/WEB-INF/spring/rooms/partners.xml",
        "/WEB-INF/spring/rooms/textbook.xml",
        "/WEB-INF/spring/house/doctor.xml",
        "/WEB-INF/spring/house/load.xml",
        "/WEB-INF/spring/house/lifecycle.xml",
        "/WEB-INF/spring/house/home.xml",
        "/WEB-INF/spring/house/metrics.xml"})
class WebConfig implements WebMvcConfigurer {

    @Autowired @Qualifier("contentNegotiation") private ContentNegotiationManager contentNegotiation;
    @Autowired private MappingJackson2HttpMessageConverter jsonConverter;
    @Autowired @Qualifier("failures") private HandlerExceptionResolver failures;
    @Autowired @Qualifier("mvc") private AsyncTaskExecutor executor;
    @Value("${async.timeout}") private long timeoutMillis;

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(contentNegotiation.getStrategies());
    }

    @Override
    @SuppressWarnings("deprecation")
    public void configurePathMatch(PathMatchConfigurer paths) {
        paths.setUseSuffixPatternMatch(false).setUseTrailingSlashMatch(false);
    }

    @Override
    public void configureMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.add(new StringHttpMessageConverter(UTF_8));
        converters.add(new ByteArrayHttpMessageConverter());
        converters.add(new ResourceHttpMessageConverter());
        converters.add(jsonConverter);
    }

    /** Here the time-out may be a setting; the attribute of {@code <mvc:async-support>} takes none. */
    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer async) {
        async.setTaskExecutor(executor).setDefaultTimeout(timeoutMillis);
    }

    /**
     * The one thing that is not as in XML: there, Spring's resolvers are three beans, and {@code Failures} has its place
     * among them by its order; here they are one, which comes first, and it goes into that.
     */
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(1, failures);
    }
}
