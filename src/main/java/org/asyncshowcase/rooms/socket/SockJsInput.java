package org.asyncshowcase.rooms.socket;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.sockjs.transport.handler.HtmlFileTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrReceivingTransportHandler;
import org.springframework.web.socket.sockjs.transport.session.AbstractHttpSockJsSession;

/**
 * The two transports of SockJS that read more than a path. What is wrong with it is answered 400; Spring's own answer 500,
 * and log a trace. The container's thread calls. Where XML lists transports, Spring gives the handshake-handler to none by
 * itself: the one of WebSocket is in the list, too.
 */
final class SockJsInput {

    private SockJsInput() {
    }

    private static void require(boolean fits, String rule) {
        if (!fits) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, rule);
        }
    }

    /** {@code xhr_send}: its body. */
    static final class Messages extends XhrReceivingTransportHandler {

        @Override
        protected void handleRequestInternal(ServerHttpRequest request, ServerHttpResponse response,
                WebSocketHandler handler, AbstractHttpSockJsSession session) {
            String[] messages;
            try {
                messages = readMessages(request);
            } catch (IOException ex) {
                messages = null;
            }
            require(messages != null && Stream.of(messages).allMatch(Objects::nonNull),
                    "body: must be a JSON array of strings");
            response.setStatusCode(getResponseStatus());
            session.delegateMessages(messages);
        }
    }

    /** {@code htmlfile}: the name of the function that the answer calls. */
    static final class HtmlFile extends HtmlFileTransportHandler {

        @Override
        public void handleRequestInternal(ServerHttpRequest request, ServerHttpResponse response,
                AbstractHttpSockJsSession session) {
            String callback;
            try {
                callback = getCallbackParam(request);
            } catch (IllegalArgumentException ex) {
                callback = null;
            }
            require(callback != null && !callback.isEmpty(), "c: must be the name of a function, of 0-9, A-Z, a-z, _ and .");
            super.handleRequestInternal(request, response, session);
        }
    }
}
