package org.asyncshowcase.reactive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivex.Flowable;
import org.asyncshowcase.InvalidValueException;
import org.asyncshowcase.held.HeldRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Flux;

/** One JSON object a line, from a source as fast as its reader: a row is made when it is asked for, however many there are. */
@Controller
class LinesController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String FILE = "rows.ndjson";
    private static final int MAX_ROWS = 100_000_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Readers readers;

    LinesController(Readers readers) {
        this.readers = readers;
    }

    @GetMapping(path = "/reactive/ndjson", produces = MediaType.APPLICATION_STREAM_JSON_VALUE)
    ResponseEntity<Flux<Row>> ndjson(@RequestParam(defaultValue = "1000") int count, HeldRequest held) {
        return Readers.unbuffered(readers.open("ndjson", rows(count), held), FILE);
    }

    /** Spring 5.2 streams objects under the older name alone: under this one it would collect them. It streams text. */
    @GetMapping(path = "/reactive/ndjson", produces = NDJSON)
    ResponseEntity<Flux<String>> xNdjson(@RequestParam(defaultValue = "1000") int count, HeldRequest held) {
        return Readers.unbuffered(readers.open("ndjson", rows(count).map(this::line), held), FILE);
    }

    /** RxJava 2: its Flowable honours demand too. */
    @GetMapping(path = "/reactive/flowable", produces = MediaType.APPLICATION_STREAM_JSON_VALUE)
    ResponseEntity<Flowable<Row>> flowable(@RequestParam(defaultValue = "1000") int count, HeldRequest held) {
        check(count);
        Flowable<Row> rows = Flowable.range(1, count).map(number -> new Row(number, count));
        return Readers.unbuffered(Flowable.fromPublisher(readers.open("flowable", rows, held)), FILE);
    }

    private static Flux<Row> rows(int count) {
        check(count);
        return Flux.range(1, count).map(number -> new Row(number, count));
    }

    private static void check(int count) {
        InvalidValueException.require(count >= 0 && count <= MAX_ROWS, "count", "a whole number from 0 to " + MAX_ROWS);
    }

    private String line(Row row) {
        try {
            return json.writeValueAsString(row) + "\n";
        } catch (JsonProcessingException ex) {
            throw new IllegalStateException("a row can always be written", ex);
        }
    }
}
