package org.asyncshowcase.javaconfig;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportResource;

/** The room textbook: its servlet is made in Java, its beans are those of its XML. */
@Configuration
@ImportResource({
        "/WEB-INF/spring/settings.xml",
        "/WEB-INF/spring/web/answers.xml",
        "/WEB-INF/spring/web/pages.xml",
        "/WEB-INF/spring/rooms/textbook/mvc.xml",
        "/WEB-INF/spring/rooms/textbook/forms.xml",
        "/WEB-INF/spring/rooms/textbook/breaks.xml"})
class TextbookConfig {
}
