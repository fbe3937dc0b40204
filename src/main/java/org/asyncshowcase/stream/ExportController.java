package org.asyncshowcase.stream;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.asyncshowcase.InvalidValueException;
import org.springframework.core.io.Resource;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Raw output, written as it is made: memory stays constant however large the answer is. */
@Controller
class ExportController {

    private static final int MAX_ROWS = 100_000_000;
    private static final long TOLD_WITHIN_MILLIS = 500;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final AsyncTaskExecutor exports;
    private final Resource file;
    private final int timeoutMillis;

    /** @param timeoutMillis how long an export may take */
    ExportController(AsyncTaskExecutor exports, Resource file, int timeoutMillis) {
        this.exports = exports;
        this.file = file;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/stream/export.csv")
    ResponseEntity<StreamingResponseBody> export(@RequestParam(defaultValue = "1000") int rows,
            HttpServletRequest request, HttpServletResponse response) {
        InvalidValueException.require(rows >= 0 && rows <= MAX_ROWS, "rows", "a whole number from 0 to " + MAX_ROWS);
        CountDownLatch over = runOnItsOwnExecutor(request, response);
        return ResponseEntity.ok().contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.csv\"")
                .body(out -> untilTheClientLeaves(() -> write(rows, out), over));
    }

    /** As {@code /blocking/file}, but on a thread that is not the container's. */
    @GetMapping("/stream/file")
    ResponseEntity<StreamingResponseBody> file(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CountDownLatch over = runOnItsOwnExecutor(request, response);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).contentLength(file.contentLength())
                .body(out -> untilTheClientLeaves(() -> StreamUtils.copy(file.getInputStream(), out), over));
    }

    /**
     * A StreamingResponseBody would run on MVC's executor with MVC's time-out: both can be set for the request. Returns
     * what tells that the container has ended it.
     */
    private CountDownLatch runOnItsOwnExecutor(HttpServletRequest request, HttpServletResponse response) {
        AsyncWebRequest asyncRequest = WebAsyncUtils.createAsyncWebRequest(request, response);
        asyncRequest.setTimeout((long) timeoutMillis);
        WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
        manager.setAsyncWebRequest(asyncRequest);
        manager.setTaskExecutor(exports);
        CountDownLatch over = new CountDownLatch(1);
        asyncRequest.addCompletionHandler(over::countDown);
        return over;
    }

    /**
     * Begins when the request's thread has left, as {@link FirstWrite} explains. After a failed write the container ends the request. MVC would dispatch it at the same moment if the task ended
     * now, and Tomcat 9 then tells nobody of the end.
     */
    private static void untilTheClientLeaves(Writing writing, CountDownLatch over) throws IOException {
        try {
            Thread.sleep(FirstWrite.LEAVES_WITHIN_MILLIS);
            try {
                writing.write();
            } catch (IOException ex) {
                over.await(TOLD_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
                throw ex;
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the application stops");
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    /** Called by a thread of the executor; a client that has left ends it by the IOException of the next write. */
    private static void write(int rows, OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 16 * 1024);
        CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180);
        csv.printRecord("row", "symbol", "text");
        for (int row = 1; row <= rows; row++) {
            csv.printRecord(row, "ACME", "quoted \"text\", with a comma");
        }
        csv.flush();
    }
}
