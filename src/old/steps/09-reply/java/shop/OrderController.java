package shop;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;

/** Orders an item from the warehouse, which replies by a message. */
@Controller
public class OrderController implements Warehouse.Listener {

    @Autowired
    private Warehouse warehouse;

    // region awaited-reply
    private final Map<String, DeferredResult<ModelAndView>> waiting = new ConcurrentHashMap<>();

    @RequestMapping(value = "/order.do", method = RequestMethod.POST)
    public DeferredResult<ModelAndView> order(@RequestParam String item) {
        String id = UUID.randomUUID().toString();
        DeferredResult<ModelAndView> result = new DeferredResult<>(800L, answer("not confirmed yet"));
        // before the message is sent: the reply may be faster than the next line
        waiting.put(id, result);
        result.onCompletion(() -> waiting.remove(id));
        try {
            warehouse.send(id, item, this);
        } catch (RuntimeException ex) {
            waiting.remove(id);
            throw ex;
        }
        return result;
    }

    /** Called by the thread of the message; a late reply finds nobody. */
    public void onReply(String correlationId, String reply) {
        DeferredResult<ModelAndView> result = waiting.get(correlationId);
        if (result != null) {
            result.setResult(answer(reply));
        }
    }

    private static ModelAndView answer(String text) {
        return new ModelAndView("order", "answer", text);
    }
    // endregion
}
