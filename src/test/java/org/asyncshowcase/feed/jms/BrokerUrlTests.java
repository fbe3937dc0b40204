package org.asyncshowcase.feed.jms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerUrlTests {

    @ParameterizedTest
    @CsvSource({"tcp://host:61616, tcp://host:61616?useInactivityMonitor=false",
            "ssl://host:1?a=b, ssl://host:1?a=b&useInactivityMonitor=false"})
    void takesTheMonitorOutOfAnExternalBrokersUrl(String url, String unmonitored) {
        assertThat(BrokerUrl.unmonitored(url)).isEqualTo(unmonitored);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"failover:(tcp://a:1,tcp://b:1) ?", "failover:(tcp://a:1?x=y) ?",
            "failover:(tcp://a:1,tcp://b:1)?timeout=1 &", "failover://(tcp://a:1?x=y)?timeout=1 &"})
    void leavesToFailoverOnlyTheChoiceOfTheBroker(String url, String separator) {
        assertThat(BrokerUrl.unmonitored(url)).isEqualTo(url + separator
                + "nested.useInactivityMonitor=false&maxReconnectAttempts=0&startupMaxReconnectAttempts=1");
    }

    @Test
    void leavesTheEmbeddedBrokersUrlAsItIs() {
        String url = "vm://async-showcase?create=false";
        assertThat(BrokerUrl.unmonitored(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:61616", "tcp://"})
    void namesTheSettingWhereItIsNoUrl(String url) {
        assertThatThrownBy(() -> BrokerUrl.unmonitored(url)).hasMessageContaining("The setting events.broker-url");
    }
}
