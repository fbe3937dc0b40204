package org.asyncshowcase.rooms.reactive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.client.reactive.ReactorResourceFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** The connections and threads of the WebClient: of this application alone, bounded, and ended with it. */
final class ClientConnections extends ReactorResourceFactory {

    private static final long LAST_THREAD_SECONDS = 3;

    /**
     * @param connections to a partner, at most; a call that finds none free waits, within its own time-out
     * @param threads that read and write for all connections
     */
    ClientConnections(int connections, int threads) {
        setUseGlobalResources(false);
        setConnectionProviderSupplier(() -> ConnectionProvider.builder("client").maxConnections(connections).build());
        setLoopResourcesSupplier(() -> LoopResources.create("client", threads, true));
        setShutdownQuietPeriod(Duration.ZERO);
    }

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        FastThreadLocal.removeAll();
    }

    /** @param connectTimeoutMillis how long a partner may take to accept a connection */
    WebClient client(int connectTimeoutMillis) {
        WebClient made = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(this, client -> client.tcpConfiguration(
                tcp -> tcp.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)))).build();
        // the thread that starts the application is the container's
        FastThreadLocal.removeAll();
        return made;
    }

    /** Returns when the last thread has ended: also the one on which Netty reports that of its pool, a second later. */
    @Override
    public void destroy() {
        super.destroy();
        try {
            GlobalEventExecutor.INSTANCE.awaitInactivity(LAST_THREAD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException ex) {
            // it was never needed
        } finally {
            // it is the container's
            FastThreadLocal.removeAll();
        }
    }
}
