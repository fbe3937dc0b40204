package org.asyncshowcase.rooms.reactive;

import java.util.Collections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivex.Flowable;
import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import reactor.core.publisher.Flux;

/** One JSON object a line, from a source as fast as its reader: each row is made when it is asked for. */
@Controller
class LinesController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String FILE = "rows.ndjson";
    private static final int MAX_ROWS = 100_000_000;
    private static final int MAX_SIZE = 1_000;

    private final Readers readers;
    private final ObjectMapper json;

    LinesController(Readers readers, ObjectMapper json) {
        this.json = json;
        this.readers = readers;
    }

    @GetMapping(path = "/reactive/ndjson", produces = MediaType.APPLICATION_STREAM_JSON_VALUE)
    ResponseEntity<Flux<Row>> ndjson(@RequestParam(defaultValue = "1000") int count,
            @RequestParam(defaultValue = "0") int size, ServletWebRequest request) {
        return Readers.unbuffered(readers.open("ndjson", rows(count, size), request), FILE);
    }

    /** Spring 5.2 streams objects under the older name alone: under this one it would collect them. It streams text. */
    @GetMapping(path = "/reactive/ndjson", produces = NDJSON)
    ResponseEntity<Flux<String>> xNdjson(@RequestParam(defaultValue = "1000") int count,
            @RequestParam(defaultValue = "0") int size, ServletWebRequest request) {
        return Readers.unbuffered(readers.open("ndjson", rows(count, size).map(this::line), request), FILE);
    }

    /** RxJava 2: its Flowable honours demand too. */
    @GetMapping(path = "/reactive/flowable", produces = MediaType.APPLICATION_STREAM_JSON_VALUE)
    ResponseEntity<Flowable<Row>> flowable(@RequestParam(defaultValue = "1000") int count,
            @RequestParam(defaultValue = "0") int size, ServletWebRequest request) {
        String text = text(count, size);
        Flowable<Row> rows = Flowable.range(1, count).map(number -> new Row(number, count, text));
        return Readers.unbuffered(Flowable.fromPublisher(readers.open("flowable", rows, request)), FILE);
    }

    private static Flux<Row> rows(int count, int size) {
        String text = text(count, size);
        return Flux.range(1, count).map(number -> new Row(number, count, text));
    }

    /** @param size of each row's text, in characters */
    private static String text(int count, int size) {
        InvalidValueException.require(count >= 0 && count <= MAX_ROWS, "count", "a whole number from 0 to " + MAX_ROWS);
        InvalidValueException.require(size >= 0 && size <= MAX_SIZE, "size", "a whole number from 0 to " + MAX_SIZE);
        return String.join("", Collections.nCopies(size, "x"));
    }

    private String line(Row row) {
        try {
            return json.writeValueAsString(row) + "\n";
        } catch (JsonProcessingException ex) {
            throw new IllegalStateException("a row can always be written", ex);
        }
    }
}
