package shop;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.*;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.request.async.DeferredResult;

/** Takes the catalogue over in the background; a page asks whether it is done. */
@Controller
public class ImportController {

    // region thread-and-map
    @Autowired
    private AsyncTaskExecutor imports;

    /** As many as the executor takes, each with those who wait for its end. */
    private final Map<String, Set<DeferredResult<String>>> running = new ConcurrentHashMap<>();

    /** The end of the newest jobs: the eldest is forgotten when one more comes. */
    private final Map<String, String> ended = Collections.synchronizedMap(new LinkedHashMap<String, String>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > 10;
        }
    });

    @RequestMapping(value = "/import.do", method = RequestMethod.POST)
    @ResponseBody
    public String begin() {
        String id = UUID.randomUUID().toString();
        running.put(id, ConcurrentHashMap.newKeySet());
        try {
            imports.execute(() -> run(id));
        } catch (TaskRejectedException ex) {
            running.remove(id);
            throw ex;
        }
        return id;
    }

    private void run(String id) {
        try {
            Thread.sleep(400);
            end(id, "done");
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            end(id, "failed");
        }
    }

    private void end(String id, String state) {
        ended.put(id, state);
        running.remove(id).forEach(poll -> poll.setResult(state));
    }
    // endregion

    // region polling
    /** The answer comes when the job ends; "running" after 4 s, and the page asks again. */
    @RequestMapping("/job.do")
    @ResponseBody
    public DeferredResult<String> state(@RequestParam String id) {
        DeferredResult<String> poll = new DeferredResult<>(4000L, "running");
        Set<DeferredResult<String>> waiting = running.get(id);
        if (waiting != null) {
            waiting.add(poll);
            poll.onCompletion(() -> waiting.remove(poll));
        }
        // looks after it waits: a job that ends in between is seen here
        if (!running.containsKey(id)) {
            poll.setResult(ended.getOrDefault(id, "unknown"));
        }
        return poll;
    }
    // endregion
}
