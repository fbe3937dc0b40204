package shop;

import com.sun.net.httpserver.*;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.*;
import javax.servlet.*;

/** Stands for another company's server: answers an HTTP request for a price after 300 ms. Not a subject of the steps. */
public class Partner implements ServletContextListener {

    static volatile String url;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private HttpServer server;

    public void contextInitialized(ServletContextEvent event) {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 200);
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
        server.createContext("/", exchange -> timer.schedule(() -> answer(exchange), 300, TimeUnit.MILLISECONDS));
        server.start();
        url = "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private static Void answer(HttpExchange exchange) throws IOException {
        String user = exchange.getRequestHeaders().getFirst("X-User");
        byte[] price = ("3.50" + (user == null ? "" : ", " + user)).getBytes("UTF-8");
        exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/none") ? 404 : 200, price.length);
        exchange.getResponseBody().write(price);
        exchange.close();
        return null;
    }

    public void contextDestroyed(ServletContextEvent event) {
        server.stop(0);
        timer.shutdownNow();
    }
}
