package shop;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;

/** Takes the catalogue over in the background; a page asks whether it is done. */
@Controller
public class ImportController {

    // region thread-and-map
    private static final Map<String, String> JOBS = new ConcurrentHashMap<String, String>();

    @RequestMapping(value = "/import.do", method = RequestMethod.POST)
    @ResponseBody
    public String begin() {
        final String id = UUID.randomUUID().toString();
        JOBS.put(id, "running");
        new Thread(new Runnable() {
            public void run() {
                try {
                    Thread.sleep(400);
                    JOBS.put(id, "done");
                } catch (InterruptedException ex) {
                    JOBS.put(id, "failed");
                }
            }
        }).start();
        return id;
    }
    // endregion

    // region polling
    @RequestMapping("/job.do")
    @ResponseBody
    public String state(@RequestParam String id) {
        String state = JOBS.get(id);
        return state == null ? "unknown" : state;
    }
    // endregion
}
