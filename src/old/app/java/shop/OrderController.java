package shop;

import java.util.*;
import java.util.concurrent.*;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.servlet.ModelAndView;

/** Orders an item from the warehouse, which replies by a message. */
@Controller
public class OrderController implements Warehouse.Listener {

    @Autowired
    private Warehouse warehouse;

    // region awaited-reply
    private final Map<String, BlockingQueue<String>> replies = new ConcurrentHashMap<String, BlockingQueue<String>>();

    @RequestMapping(value = "/order.do", method = RequestMethod.POST)
    public ModelAndView order(@RequestParam String item) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        BlockingQueue<String> reply = new ArrayBlockingQueue<String>(1);
        replies.put(id, reply);
        warehouse.send(id, item, this);
        String answer = reply.poll(800, TimeUnit.MILLISECONDS);
        return new ModelAndView("order", "answer", answer == null ? "not confirmed yet" : answer);
    }

    public void onReply(String correlationId, String reply) {
        replies.get(correlationId).add(reply);
    }
    // endregion
}
