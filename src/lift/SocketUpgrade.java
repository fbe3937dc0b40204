package org.asyncshowcase.rooms.socket;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import jakarta.websocket.Session;

import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;

/** Spring's own upgrade, which is that of WebSocket 2.1; a write gives its thread back in time. */
final class SocketUpgrade extends StandardWebSocketUpgradeStrategy {

    private final long sendTimeoutMillis;

    /** @param sendTimeoutMillis how long a write may hold its thread; 20 s by default. Then the client is closed */
    SocketUpgrade(long sendTimeoutMillis) {
        this.sendTimeoutMillis = sendTimeoutMillis;
    }

    /** Called by the request's thread. */
    @Override
    public void upgrade(ServerHttpRequest request, ServerHttpResponse response, String protocol,
            List<WebSocketExtension> extensions, Principal user, WebSocketHandler handler, Map<String, Object> attributes) {
        super.upgrade(request, response, protocol, extensions, user, new WebSocketHandlerDecorator(handler) {

            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                ((NativeWebSocketSession) session).getNativeSession(Session.class).getUserProperties()
                        .put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", sendTimeoutMillis);
                super.afterConnectionEstablished(session);
            }
        }, attributes);
    }
}
