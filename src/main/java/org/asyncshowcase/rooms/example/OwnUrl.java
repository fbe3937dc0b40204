package org.asyncshowcase.rooms.example;

import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * This application's own address, at the HTTP connector that its container publishes by JMX. Not that of a request: behind a
 * web server that speaks AJP, its local address and port may be what the client has written as {@code Host}.
 */
public final class OwnUrl {

    private OwnUrl() {
    }

    /**
     * Called by the request's thread: the container opens its port after it has started the application.
     *
     * @param pathAndQuery with the context path
     * @throws ResponseStatusException 503, if the container publishes no port
     */
    public static URI of(String pathAndQuery) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName connector : server.queryNames(new ObjectName("*:type=Connector,*"), null)) {
                if (server.getAttribute(connector, "protocolHandlerClassName").toString().contains("http11")
                        && server.getAttribute(connector, "scheme").equals("http")) {
                    return URI.create("http://" + host((InetAddress) server.getAttribute(connector, "address")) + ":"
                            + server.getAttribute(connector, "localPort") + pathAndQuery);
                }
            }
        } catch (JMException ex) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
                    "the container does not publish its port; for the partners, set partners.url", ex);
        }
        throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
                "the container has no connector for HTTP; for the partners, set partners.url");
    }

    /** @param address that the connector is bound to; null for all */
    private static String host(InetAddress address) {
        if (address == null || address.isAnyLocalAddress()) {
            return "localhost";
        }
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
