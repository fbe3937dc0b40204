package shop;

import java.util.concurrent.Callable;
import org.springframework.http.*;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.request.async.WebAsyncTask;

/** What is there of an item, and of all items. */
@Controller
public class ReportController {

    // region one-pool
    @RequestMapping("/stock.do")
    @ResponseBody
    public Callable<String> stock(@RequestParam String item) {
        return () -> item + ": " + item.length();
    }

    /** On an executor of its own, with more time than a call may take. */
    @RequestMapping("/report.do")
    public WebAsyncTask<ResponseEntity<String>> report(@RequestParam int rows) {
        return new WebAsyncTask<>(60_000L, "reports", () -> {
            HttpHeaders headers = new HttpHeaders();
            headers.set("Content-Type", "text/csv");
            return new ResponseEntity<>(build(rows), headers, HttpStatus.OK);
        });
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
