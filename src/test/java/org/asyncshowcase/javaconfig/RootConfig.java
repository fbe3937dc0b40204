package org.asyncshowcase.javaconfig;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportResource;

/** The context-param of web.xml. What it lists are plain beans, most of them package-private: these stay in XML. */
@Configuration
@ImportResource({
        "/WEB-INF/spring/settings.xml",
        "/WEB-INF/spring/root/context.xml",
        "/WEB-INF/spring/root/headers.xml",
        "/WEB-INF/spring/root/held.xml",
        "/WEB-INF/spring/root/executors.xml",
        "/WEB-INF/spring/root/broker.xml",
        "/WEB-INF/spring/root/jms.xml",
        "/WEB-INF/spring/root/events.xml",
        "/WEB-INF/spring/root/orders.xml",
        "/WEB-INF/spring/root/quotes.xml",
        "/WEB-INF/spring/root/lifecycle.xml",
        "/WEB-INF/spring/root/bodies.xml"})
class RootConfig {
}
