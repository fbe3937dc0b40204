package org.asyncshowcase.rooms.socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which broker the setting makes; with a broker it is tested by SocketRelayIT. */
class BrokerRelayTests {

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    BrokerRelayTests() {
        beans.registerBeanDefinition("broker", new RootBeanDefinition(SimpleBrokerMessageHandler.class));
    }

    @Test
    void leavesTheSimpleBrokerByDefault() {
        new BrokerRelay("", 10_000).postProcessBeanFactory(beans);

        assertThat(beans.getType("broker")).isEqualTo(SimpleBrokerMessageHandler.class);
    }

    @Test
    void takesItsPlaceUnderItsName() {
        new BrokerRelay("localhost:61613", 10_000).postProcessBeanFactory(beans);

        assertThat(beans.getType("broker")).isEqualTo(BrokerRelay.Relay.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:99999", "localhost", "localhost:", ":61613", "stomp://localhost:61613"})
    void stopsTheStartWithTheNameOfTheSetting(String address) {
        assertThatThrownBy(() -> new BrokerRelay(address, 10_000).postProcessBeanFactory(beans))
                .hasMessageContaining("The setting socket.relay must be host:port, and is: " + address);
    }
}
