package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.benchmark.Client.Connection;

/** One of those that answer the same requests. */
record Side(String name, Server server, String path) {

    static final String RAW = "raw servlet";
    static final String SPRING = "Spring MVC alone";
    static final String WAR = "async-showcase";
    static final String NETTY = "WebFlux on Netty";

    /** How the path of a pattern begins that stands alone, as it is taken home. */
    static final String TAKEN_HOME = "/taken-home-";

    static Side raw(Server tomcat) {
        return new Side(RAW, tomcat, "/raw");
    }

    static Side spring(Server tomcat) {
        return new Side(SPRING, tomcat, "/spring");
    }

    static Side war(Server tomcat) {
        return new Side(WAR, tomcat, "/async-showcase");
    }

    static Side netty(Server netty) {
        return new Side(NETTY, netty, "");
    }

    /** Not where a pattern stands alone. */
    boolean hasStatus() {
        return !path.startsWith(TAKEN_HOME);
    }

    byte[] get(String url) {
        return request(path + url);
    }

    byte[] quote() {
        String body = "symbol=ACME&price=42";
        return bytes("POST " + path + "/quotes HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Cookie: XSRF-TOKEN=x\r\nX-XSRF-TOKEN: x\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    List<Connection> connect(Client client, int count) throws IOException {
        return client.connect(server.port(), count);
    }

    /** Asks until the status says so. */
    void await(Client client, Connection control, String figure, int value) throws IOException {
        await(client, control, figure, value, null);
    }

    /** @param meanwhile is sent before it is asked again, or null */
    void await(Client client, Connection control, String figure, int value, byte[] meanwhile) throws IOException {
        byte[] status = get("/status");
        String wanted = "\"" + figure + "\":" + value + ",";
        for (long begun = System.nanoTime(); !control.ask(status).contains(wanted);) {
            if (meanwhile != null) {
                control.ask(meanwhile);
            }
            // so that the asking is no work to speak of, beside that which is awaited
            client.readUntil(System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(Math.max(1_000, value)));
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(60)) {
                throw new IllegalStateException(name + " does not come to " + wanted + " but to " + control.ask(status));
            }
        }
    }

    static byte[] request(String url) {
        return bytes("GET " + url + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
