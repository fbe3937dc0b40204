package org.asyncshowcase.house.metrics;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.jmx.JmxConfig;
import io.micrometer.jmx.JmxMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteSender;
import org.asyncshowcase.guard.BoundedExecutor;
import org.asyncshowcase.guard.GuardFilter;
import org.asyncshowcase.rooms.deferred.Waiters;
import org.asyncshowcase.rooms.orders.OrderGateway;
import org.asyncshowcase.rooms.reactive.Readers;
import org.asyncshowcase.rooms.socket.SocketSessions;
import org.asyncshowcase.rooms.stream.LiveStreams;

/**
 * The figures of the application, its libraries, its container and the JVM: by JMX, and as text for Prometheus. Each is read
 * when somebody looks. Closed with the application: what is registered at the JVM would keep our class loader.
 */
final class Metrics implements AutoCloseable {

    private static final double NANOS = 1e9;
    /** What connectors publish by JMX, as Micrometer names it, and its unit. Its own binder needs Tomcat's classes. */
    private static final String[][] CONNECTOR = {{"currentThreadsBusy", "tomcat.threads.busy", "threads"},
            {"maxThreads", "tomcat.threads.config.max", "threads"},
            {"connectionCount", "tomcat.connections.current", "connections"},
            {"maxConnections", "tomcat.connections.config.max", "connections"}};

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final LogbackMetrics log = new LogbackMetrics();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final GuardFilter guard;

    Metrics(Map<String, BoundedExecutor> executors, GuardFilter guard, Waiters waiters, OrderGateway orders,
            Collection<HikariDataSource> pools, Collection<LiveStreams> streams, SocketSessions sockets, Readers readers,
            QuoteLog quotes, QuoteSender sender) throws JMException {
        this.guard = guard;
        registry.add(prometheus);
        registry.add(new JmxMeterRegistry(new OwnDomain(), Clock.SYSTEM));
        bindJvm();
        bindConnectors();
        gauge("guard.parked", guard, GuardFilter::parked);
        gauge("guard.capacity", guard, GuardFilter::getCapacity);
        counter("guard.refused", "", guard, GuardFilter::getRefused);
        counter("guard.container", "seconds", guard, each -> each.getContainerNanos() / NANOS);
        counter("guard.parked.time", "seconds", guard, each -> each.getParkedNanos() / NANOS);
        executors.forEach((name, executor) -> {
            new ExecutorServiceMetrics(executor.getThreadPoolExecutor(), name, Tags.empty()).bindTo(registry);
            FunctionCounter.builder("executor.rejected", executor, BoundedExecutor::getRejected).tag("name", name)
                    .register(registry);
        });
        gauge("quotes.waiting", waiters, Waiters::size);
        gauge("orders.waiting", orders, OrderGateway::waiting);
        gauge("streams.open", streams, each -> each.stream().mapToInt(LiveStreams::size).sum());
        counter("streams.dropped", "", streams, each -> each.stream().mapToLong(LiveStreams::getDropped).sum());
        gauge("reactive.open", readers, each -> (Integer) each.figures().get("open"));
        gauge("sockets.open", sockets, SocketSessions::size);
        counter("source.quotes", "", quotes, QuoteLog::seen);
        gauge("source.connected", sender, each -> each.isConnected() ? 1 : 0);
        // a pool of the root context has another's already, where there is a second DispatcherServlet
        pools.stream().filter(pool -> pool.getMetricRegistry() == null).forEach(pool -> pool.setMetricRegistry(registry));
    }

    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        log.bindTo(registry);
    }

    /** There are none in a test without a container. */
    private void bindConnectors() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName each : server.queryNames(new ObjectName("*:type=ThreadPool,name=*"), null)) {
            for (String[] figure : CONNECTOR) {
                Gauge.builder(figure[1], () -> attribute(server, each, figure[0])).baseUnit(figure[2])
                        .tag("name", each.getKeyProperty("name").replace("\"", "")).register(registry);
            }
        }
    }

    private static Number attribute(MBeanServer server, ObjectName name, String attribute) {
        try {
            return (Number) server.getAttribute(name, attribute);
        } catch (JMException ex) {
            return Double.NaN;
        }
    }

    private <T> void gauge(String name, T owner, ToDoubleFunction<T> figure) {
        Gauge.builder(name, owner, figure).strongReference(true).register(registry);
    }

    private <T> void counter(String name, String unit, T owner, ToDoubleFunction<T> figure) {
        FunctionCounter.builder(name, owner, figure).baseUnit(unit.isEmpty() ? null : unit).register(registry);
    }

    /** All figures, as Prometheus reads them. A pattern is named from the first look at which it holds a request. */
    String scrape() {
        guard.byPath().keySet().stream().filter(paths::add).forEach(path -> Gauge
                .builder("guard.held", () -> guard.byPath().getOrDefault(path, 0)).tag("pattern", path).register(registry));
        return prometheus.scrape();
    }

    @Override
    public void close() {
        collections.close();
        log.close();
        registry.close();
    }

    /** The first part of the names of our MBeans. */
    private static final class OwnDomain implements JmxConfig {

        @Override
        public String get(String key) {
            return null;
        }

        @Override
        public String domain() {
            return "async-showcase";
        }
    }
}
