package org.asyncshowcase.feed.jms;

import java.net.URI;

import org.apache.activemq.broker.BrokerService;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/** The broker that starts and stops with the application, if the broker's URL is {@code vm://name}. */
public final class EmbeddedBroker implements InitializingBean, DisposableBean {

    private static final long MEMORY_BYTES = 32L * 1024 * 1024;

    private final String url;
    private BrokerService broker;

    public EmbeddedBroker(String url) {
        this.url = url;
    }

    @Override
    public void afterPropertiesSet() throws Exception {
        if (url.startsWith("vm:")) {
            broker = new BrokerService();
            broker.setBrokerName(URI.create(url).getAuthority());
            broker.setPersistent(false);
            broker.setUseJmx(false);
            broker.setUseShutdownHook(false);
            broker.setSchedulerSupport(false);
            // the defaults are 1 GB and 50 GB, and a WARN where the machine has less
            broker.getSystemUsage().getMemoryUsage().setLimit(MEMORY_BYTES);
            broker.getSystemUsage().getTempUsage().setLimit(MEMORY_BYTES);
            broker.start();
        }
    }

    @Override
    public void destroy() throws Exception {
        if (broker != null) {
            broker.stop();
            broker.waitUntilStopped();
        }
    }
}
