package shop;

import java.util.concurrent.*;
import javax.annotation.PreDestroy;
import org.springframework.stereotype.Component;

/** Stands for a queue and who replies to it, after 300 ms, with the correlation id. Not a subject of the steps. */
@Component
public class Warehouse {

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    public interface Listener {
        void onReply(String correlationId, String reply);
    }

    /** An item that is lost gets no reply. */
    public void send(String correlationId, String item, Listener listener) {
        if (!item.equals("lost")) {
            timer.schedule(() -> listener.onReply(correlationId, item + " is on its way"), 300, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    public void stop() {
        timer.shutdownNow();
    }
}
