package org.asyncshowcase.web;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChosenXmlTests {

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @Test
    void addsTheBeansOfTheFileThatTheSettingNamesAndNoOthers() {
        choose(new MockEnvironment().withProperty("events.source", "http"));

        assertThat(beans.getBeanDefinitionNames()).containsExactly("quoteSender");
        assertThat(beans.getBeanDefinition("quoteSender").getBeanClassName()).endsWith("HttpQuoteSender");
    }

    @Test
    void takesTheDefaultOfTheSettings() {
        choose(new MockEnvironment());

        assertThat(beans.getBeanDefinition("quoteSender").getBeanClassName()).endsWith("JmsQuoteSender");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kafka", "JMS", "../ticker"})
    void stopsTheStartWithTheNameOfTheSetting(String source) {
        assertThatThrownBy(() -> choose(new MockEnvironment().withProperty("events.source", source)))
                .hasMessageContaining("The setting events.source must be one of ").hasMessageEndingWith("and is: " + source);
    }

    private void choose(MockEnvironment environment) {
        Settings settings = new Settings(Map.of());
        settings.setLocation(new ClassPathResource("async.properties"));
        settings.setEnvironment(environment);
        new ChosenXml(settings, "events.source", Map.of("jms", file("jms"), "http", file("http")))
                .postProcessBeanDefinitionRegistry(beans);
    }

    private static Resource file(String name) {
        return new FileSystemResource("src/main/webapp/WEB-INF/spring/feed/source/" + name + ".xml");
    }
}
