package org.asyncshowcase.rooms.socket;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import javax.servlet.http.HttpServletRequest;
import javax.websocket.Endpoint;
import javax.websocket.Extension;
import javax.websocket.server.ServerContainer;

import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.standard.AbstractStandardUpgradeStrategy;
import org.springframework.web.socket.server.standard.ServerEndpointRegistration;

/**
 * Upgrades a request on Tomcat 7 to 11. Spring 5.2's own strategy calls {@code doUpgrade}, which Tomcat 10.1 has no more: a
 * {@code NoSuchMethodError}, and 500. What Tomcat 8.5 and later have is that of WebSocket 2.1.
 */
final class SocketUpgrade extends AbstractStandardUpgradeStrategy {

    private final long sendTimeoutMillis;

    /** @param sendTimeoutMillis how long a write may hold its thread; 20 s by default. Then the client is closed */
    SocketUpgrade(long sendTimeoutMillis) {
        this.sendTimeoutMillis = sendTimeoutMillis;
    }

    @Override
    public String[] getSupportedVersions() {
        return new String[] {"13"};
    }

    /** Called by the request's thread. */
    @Override
    protected void upgradeInternal(ServerHttpRequest request, ServerHttpResponse response, String protocol,
            List<Extension> extensions, Endpoint endpoint) {
        HttpServletRequest servletRequest = getHttpServletRequest(request);
        ServerEndpointRegistration config = new ServerEndpointRegistration(servletRequest.getRequestURI(), endpoint);
        config.setSubprotocols(protocol == null ? Collections.emptyList() : Collections.singletonList(protocol));
        config.setExtensions(extensions);
        config.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", sendTimeoutMillis);
        ServerContainer container = getContainer(servletRequest);
        Method upgrade = Stream.of(container.getClass().getMethods())
                .filter(each -> each.getName().matches("upgradeHttpToWebSocket|doUpgrade")).findFirst()
                .orElseThrow(() -> new HandshakeFailureException("No upgrade by " + container.getClass()));
        ReflectionUtils.invokeMethod(upgrade, container, servletRequest, getHttpServletResponse(response), config,
                Collections.emptyMap());
    }
}
