package org.asyncshowcase.rooms.example.partners;

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
 * Where the partners are: a setting, never a part of a request, or whoever sends one chooses whom this server calls.
 * {@code self} is this application, at the port that its container tells by JMX.
 */
public final class PartnerUrl {

    private static final String SELF = "self";

    private final String setting;
    private final String contextPath;

    /** @throws IllegalArgumentException naming the setting, if it is neither {@code self} nor a URL of HTTP */
    PartnerUrl(String setting, String contextPath) {
        if (!setting.equals(SELF) && !setting.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
            throw new IllegalArgumentException("The setting partners.url must be self, or a URL such as "
                    + "http://host:8080/async-showcase, and is: " + setting);
        }
        this.setting = setting;
        this.contextPath = contextPath;
    }

    /**
     * Called by the request's thread: the container opens its port after it has started the application.
     *
     * @param pathAndQuery below the address of the partners
     * @throws ResponseStatusException 503 if the container tells no port
     */
    URI of(String pathAndQuery) {
        return URI.create((setting.equals(SELF) ? "http://" + own() + contextPath : setting) + pathAndQuery);
    }

    private static String own() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName connector : server.queryNames(new ObjectName("*:type=Connector,*"), null)) {
                if (server.getAttribute(connector, "protocolHandlerClassName").toString().contains("http11")
                        && server.getAttribute(connector, "scheme").equals("http")) {
                    return host((InetAddress) server.getAttribute(connector, "address")) + ":"
                            + server.getAttribute(connector, "localPort");
                }
            }
        } catch (JMException ex) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
                    "the container does not tell its port: set partners.url", ex);
        }
        throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
                "the container has no connector for HTTP: set partners.url");
    }

    /** @param address that the connector is bound to; null for all */
    private static String host(InetAddress address) {
        if (address == null || address.isAnyLocalAddress()) {
            return "localhost";
        }
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
