package org.asyncshowcase.rooms.textbook;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Two Callables as any other; what is wrong is a filter of each, in web.xml. */
@RestController
class FilterBreaks {

    /** Its filter does not support async. */
    @GetMapping("/textbook/unsupported")
    Callable<Map<String, String>> unsupported() {
        return FilterBreaks::answer;
    }

    /** Its filter does not see the ASYNC dispatch, and keeps what is written there. */
    @GetMapping("/textbook/unmapped")
    Callable<Map<String, String>> unmapped() {
        return FilterBreaks::answer;
    }

    private static Map<String, String> answer() {
        return Collections.singletonMap("outcome", "value");
    }

    /** So that the exact text can be read; elsewhere it is in the log alone. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    Map<String, String> message(IllegalStateException failure) {
        return Collections.singletonMap("message", failure.getMessage());
    }
}
