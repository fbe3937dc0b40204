package shop;

import java.io.*;
import java.util.concurrent.Callable;
import javax.servlet.http.*;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.*;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.request.async.*;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What is there of an item, and of all items. */
@Controller
public class ReportController {

    @Autowired
    private AsyncTaskExecutor reports;

    // region one-pool
    @RequestMapping("/stock.do")
    @ResponseBody
    public Callable<String> stock(@RequestParam String item) {
        return () -> item + ": " + item.length();
    }
    // endregion

    // region report
    /** On the executor of the reports, with their time-out: MVC's own would be taken for a StreamingResponseBody. */
    @RequestMapping("/report.do")
    public ResponseEntity<StreamingResponseBody> report(@RequestParam int rows, HttpServletRequest request,
            HttpServletResponse response) {
        AsyncWebRequest asyncRequest = WebAsyncUtils.createAsyncWebRequest(request, response);
        asyncRequest.setTimeout(60_000L);
        WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
        manager.setAsyncWebRequest(asyncRequest);
        manager.setTaskExecutor(reports);
        HttpHeaders headers = new HttpHeaders();
        headers.set("Content-Type", "text/csv");
        return new ResponseEntity<>(out -> write(rows, out), headers, HttpStatus.OK);
    }

    private static void write(int rows, OutputStream out) throws IOException {
        Writer report = new BufferedWriter(new OutputStreamWriter(out, "UTF-8"));
        report.write("item,stock\n");
        for (int row = 0; row < rows; row++) {
            report.write(row(row));
        }
        report.flush();
    }
    // endregion

    /** The database brings a thousand rows at a time. */
    private static String row(int row) throws IOException {
        if (row % 1000 == 0) {
            try {
                Thread.sleep(4);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        return "an item with the number " + row + "," + row % 97 + "\n";
    }
}
