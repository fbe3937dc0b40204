package org.asyncshowcase.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTests {

    @Test
    void haveDefaultsThatFit() {
        try (GenericXmlApplicationContext context = start("unrelated", "1")) {
            assertThat(context.getBeanFactory().resolveEmbeddedValue("${async.timeout}")).isEqualTo("8000");
        }
    }

    @Test
    void giveWayToASystemPropertyOfTheSameName() {
        try (GenericXmlApplicationContext context = start("async.timeout", "1234")) {
            assertThat(context.getBeanFactory().resolveEmbeddedValue("${async.timeout}")).isEqualTo("1234");
        }
    }

    @ParameterizedTest
    @CsvSource({"async.timeout, soon", "async.timeout, 99", "guard.heap, 91", "guard.capacity, -1", "partners.timeout, 99",
            "executors.tiny.queue, -1", "events.ticker.period, ''", "events.log.capacity, 9999999999"})
    void stopTheStartWithTheNameOfTheOneThatCannotBeUsed(String name, String value) {
        assertThatThrownBy(() -> start(name, value)).hasMessageContaining("The setting " + name + " must be");
    }

    private static GenericXmlApplicationContext start(String name, String value) {
        GenericXmlApplicationContext context = new GenericXmlApplicationContext();
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("system properties of the test", singletonMap(name, value)));
        context.load("file:src/main/webapp/WEB-INF/spring/settings.xml");
        context.refresh();
        return context;
    }
}
