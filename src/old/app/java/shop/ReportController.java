package shop;

import java.util.concurrent.*;
import org.springframework.http.*;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;

/** What is there of an item, and of all items. */
@Controller
public class ReportController {

    // region one-pool
    private static final ExecutorService POOL = Executors.newFixedThreadPool(4);

    @RequestMapping("/stock.do")
    @ResponseBody
    public String stock(@RequestParam final String item) throws Exception {
        return POOL.submit(new Callable<String>() {
            public String call() {
                return item + ": " + item.length();
            }
        }).get();
    }

    @RequestMapping("/report.do")
    public ResponseEntity<String> report(@RequestParam final int rows) throws Exception {
        String report = POOL.submit(new Callable<String>() {
            public String call() throws InterruptedException {
                return build(rows);
            }
        }).get();
        HttpHeaders headers = new HttpHeaders();
        headers.set("Content-Type", "text/csv");
        return new ResponseEntity<String>(report, headers, HttpStatus.OK);
    }
    // endregion

    // region report
    private static String build(int rows) throws InterruptedException {
        StringBuilder report = new StringBuilder("item,stock\n");
        for (int row = 0; row < rows; row++) {
            report.append(row(row));
        }
        return report.toString();
    }
    // endregion

    /** The database brings a thousand rows at a time. */
    private static String row(int row) throws InterruptedException {
        if (row % 1000 == 0) {
            Thread.sleep(4);
        }
        return "an item with the number " + row + "," + row % 97 + "\n";
    }
}
