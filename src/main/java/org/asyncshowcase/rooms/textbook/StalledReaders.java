package org.asyncshowcase.rooms.textbook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.server.ResponseStatusException;

import org.asyncshowcase.rooms.example.OwnUrl;

/** Clients that send a request and do not read the answer: connections of the server to itself, for a few seconds. */
final class StalledReaders implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StalledReaders.class);

    private static final int CAPACITY = 4;
    private static final int CONNECT_MILLIS = 1_000;
    private static final long LIFE_MILLIS = 6_000;
    private static final int BUFFER_BYTES = 2_048;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final TaskScheduler timer;

    StalledReaders(TaskScheduler timer) {
        this.timer = timer;
    }

    /** Called by the request's thread. */
    synchronized void open(HttpServletRequest request, String path) throws IOException {
        if (open.size() >= CAPACITY) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "there are too many readers");
        }
        URI own = OwnUrl.of(request.getContextPath() + path);
        Socket socket = new Socket();
        open.add(socket);
        timer.schedule(() -> close(socket), Instant.now().plusMillis(LIFE_MILLIS));
        socket.setReceiveBufferSize(BUFFER_BYTES);
        // its end is no last part of an answer, but a connection that is gone
        socket.setSoLinger(true, 0);
        socket.connect(new InetSocketAddress(own.getHost(), own.getPort()), CONNECT_MILLIS);
        String head = "GET " + request.getContextPath() + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException ex) {
            log.debug("The connection is gone", ex);
        }
    }

    @Override
    public void destroy() {
        open.forEach(this::close);
    }
}
