package org.asyncshowcase.rooms.socket;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanDefinitionStoreException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationListener;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;

/**
 * Puts a relay to an external broker in the place of the simple broker, where a setting says so. The schema's
 * {@code <websocket:stomp-broker-relay>} takes no placeholder for its port, and excludes {@code <websocket:simple-broker>}.
 */
final class BrokerRelay implements BeanFactoryPostProcessor, ApplicationListener<BrokerAvailabilityEvent> {

    private static final String ADDRESS = "[^:]+:\\d{1,5}";
    private static final int LAST_PORT = 65_535;

    private final String address;
    private final int heartbeatMillis;

    /** @param address {@code host:port} of the broker's STOMP connector; empty for the simple broker */
    BrokerRelay(String address, int heartbeatMillis) {
        this.address = address;
        this.heartbeatMillis = heartbeatMillis;
    }

    /** @throws BeanDefinitionStoreException naming the setting, if it is no address: the start ends here */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (address.isEmpty()) {
            return;
        }
        if (!address.matches(ADDRESS) || Integer.parseInt(address.split(":")[1]) > LAST_PORT) {
            throw new BeanDefinitionStoreException("The setting socket.relay must be host:port, and is: " + address);
        }
        String name = beans.getBeanNamesForType(SimpleBrokerMessageHandler.class, false, false)[0];
        RootBeanDefinition relay = new RootBeanDefinition(Relay.class,
                beans.getBeanDefinition(name).getConstructorArgumentValues(), null);
        relay.getPropertyValues().add("relayHost", address.split(":")[0]).add("relayPort", address.split(":")[1])
                .add("systemHeartbeatSendInterval", heartbeatMillis).add("preservePublishOrder", true)
                .add("systemHeartbeatReceiveInterval", heartbeatMillis);
        ((BeanDefinitionRegistry) beans).registerBeanDefinition(name, relay);
    }

    /** Called by a thread of the relay, when the broker comes or goes; by the start, for the simple broker. */
    @Override
    public void onApplicationEvent(BrokerAvailabilityEvent event) {
        if (!address.isEmpty()) {
            LogFactory.getLog(BrokerRelay.class)
                    .info("The relay's broker is " + (event.isBrokerAvailable() ? "there" : "away"));
        }
    }

    /** Leaves nothing of Netty behind: neither a thread, nor a thread-local on the container's threads that call these. */
    static final class Relay extends StompBrokerRelayMessageHandler {

        private static final long LAST_THREAD_SECONDS = 3;

        Relay(SubscribableChannel inbound, MessageChannel outbound, SubscribableChannel broker,
                Collection<String> prefixes) {
            super(inbound, outbound, broker, prefixes);
        }

        @Override
        protected void startInternal() {
            super.startInternal();
            FastThreadLocal.removeAll();
        }

        /** Returns when the last thread has ended, as far as Netty knows. */
        @Override
        protected void stopInternal() {
            super.stopInternal();
            try {
                GlobalEventExecutor.INSTANCE.awaitInactivity(LAST_THREAD_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            } catch (IllegalStateException ex) {
                // it was never needed
            } finally {
                FastThreadLocal.removeAll();
            }
        }
    }
}
