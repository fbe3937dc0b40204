package shop;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.*;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;

/** Takes the catalogue over in the background; a page asks whether it is done. */
@Controller
public class ImportController {

    // region thread-and-map
    @Autowired
    private AsyncTaskExecutor imports;

    /** As many as the executor takes. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();

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
        running.add(id);
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
        running.remove(id);
    }
    // endregion

    // region polling
    @RequestMapping("/job.do")
    @ResponseBody
    public String state(@RequestParam String id) {
        return running.contains(id) ? "running" : ended.getOrDefault(id, "unknown");
    }
    // endregion
}
