package org.asyncshowcase.rooms.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import javax.servlet.http.HttpServletRequest;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.csv.CsvSchema.ColumnType;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.core.io.Resource;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Raw output, written as it is made: memory stays constant however large the answer is. */
@Controller
class ExportController {

    private static final int MAX_ROWS = 100_000_000;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final String[] COLUMNS = {"row", "symbol", "text"};
    /** RFC 4180: lines end with CRLF, and quotes are where they must be. */
    private static final CsvFactory FORMAT = CsvFactory.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
    private static final CsvSchema SCHEMA =
            CsvSchema.builder().addColumns(Arrays.asList(COLUMNS), ColumnType.STRING).setLineSeparator("\r\n").build();
    private static final StreamingResponseBody NOTHING = out -> { };
    /** What the names of the request's attributes begin with, on Tomcat 7 to 11. */
    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    private final AsyncTaskExecutor exports;
    private final Resource file;
    private final int timeoutMillis;

    /** @param timeoutMillis how long an export may take */
    ExportController(AsyncTaskExecutor exports, Resource file, int timeoutMillis) {
        this.exports = exports;
        this.file = file;
        this.timeoutMillis = timeoutMillis;
    }

    @GetMapping("/export/rows.csv")
    ResponseEntity<StreamingResponseBody> rows(@RequestParam(defaultValue = "1000") int rows, ServletWebRequest request) {
        InvalidValueException.require(rows >= 0 && rows <= MAX_ROWS, "rows", "a whole number from 0 to " + MAX_ROWS);
        onItsOwnExecutor(request);
        return ResponseEntity.ok().contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rows.csv\"")
                // nginx would read on where the client does not, and put it into a file, up to 1 GB for each
                .header("X-Accel-Buffering", "no")
                .body(request.getHttpMethod() == HttpMethod.HEAD ? NOTHING : out -> write(rows, out));
    }

    /** As {@code /blocking/file}, but without a thread where the container can do that, else on one that is not its own. */
    @GetMapping("/export/file")
    ResponseEntity<StreamingResponseBody> file(ServletWebRequest request) throws IOException {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN)
                .contentLength(file.contentLength()).header("X-Accel-Buffering", "no");
        if (request.getHttpMethod() != HttpMethod.HEAD && isLeftToTheContainer(request.getRequest())) {
            return answer.build();
        }
        onItsOwnExecutor(request);
        return answer.body(request.getHttpMethod() == HttpMethod.HEAD ? NOTHING : this::copy);
    }

    /**
     * Tomcat's sendfile: the kernel copies, when the request has ended, and no thread waits for the client. Only a request
     * that does not go asynchronous gets it: where it has done so, Tomcat sends the head alone (Http11Processor.service).
     */
    private boolean isLeftToTheContainer(HttpServletRequest request) throws IOException {
        long length = file.contentLength();
        if (!Boolean.TRUE.equals(request.getAttribute(SENDFILE + "support")) || !file.isFile() || length == 0) {
            return false;
        }
        request.setAttribute(SENDFILE + "filename", file.getFile().getPath());
        request.setAttribute(SENDFILE + "start", 0L);
        request.setAttribute(SENDFILE + "end", length);
        return true;
    }

    /** A StreamingResponseBody would run on MVC's executor with MVC's time-out: both can be set for the request. */
    private void onItsOwnExecutor(ServletWebRequest request) {
        AsyncWebRequest asyncRequest = WebAsyncUtils.createAsyncWebRequest(request.getRequest(), request.getResponse());
        asyncRequest.setTimeout((long) timeoutMillis);
        WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
        manager.setAsyncWebRequest(asyncRequest);
        manager.setTaskExecutor(exports);
    }

    /** Called by a thread of the executor. */
    private void copy(OutputStream out) throws IOException {
        try (InputStream in = file.getInputStream()) {
            StreamUtils.copy(in, out);
        }
    }

    /** Called by a thread of the executor; a client that has left ends it by the IOException of the next write. */
    private static void write(int rows, OutputStream out) throws IOException {
        // the JDK's encoder: Jackson's own takes a quarter longer
        CsvGenerator csv = FORMAT.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.setSchema(SCHEMA);
        csv.writeArray(COLUMNS, 0, COLUMNS.length);
        for (int row = 1; row <= rows; row++) {
            csv.writeStartArray();
            csv.writeNumber(row);
            csv.writeString("ACME");
            csv.writeString("quoted \"text\", with a comma");
            csv.writeEndArray();
        }
        csv.flush();
    }
}
