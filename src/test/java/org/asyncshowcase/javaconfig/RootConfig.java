package org.asyncshowcase.javaconfig;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportResource;

/** The context-param of web.xml. What it lists are plain beans, most of them package-private: these stay in XML. */
@Configuration
@ImportResource({
        "/WEB-INF/spring/settings.xml",
        "/WEB-INF/spring/web/filters/context.xml",
        "/WEB-INF/spring/web/filters/failures.xml",
        "/WEB-INF/spring/web/filters/headers.xml",
        "/WEB-INF/spring/web/filters/bodies.xml",
        "/WEB-INF/spring/web/filters/security.xml",
        "/WEB-INF/spring/web/filters/socket.xml",
        "/WEB-INF/spring/guard/guard.xml",
        "/WEB-INF/spring/guard/executors.xml",
        "/WEB-INF/spring/feed/broker.xml",
        "/WEB-INF/spring/feed/source.xml",
        "/WEB-INF/spring/feed/log.xml",
        "/WEB-INF/spring/feed/store.xml",
        "/WEB-INF/spring/feed/orders.xml",
        "/WEB-INF/spring/feed/ticker.xml",
        "/WEB-INF/spring/house/root/lifecycle.xml",
        "/WEB-INF/spring/house/root/home.xml"})
class RootConfig {
}
