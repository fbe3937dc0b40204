package org.asyncshowcase.guard;

import java.io.IOException;

import javax.servlet.ServletException;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** MVC has gone asynchronous, and then fails: Spring answers, and ends nothing. */
class EarlyFailureTests {

    private final MockHttpServletResponse client = new MockHttpServletResponse();
    private final MockRoom room = new MockRoom(null, new Unwritable());

    @Test
    void endsWithTheAnswerOfTheExceptionHandler() throws Exception {
        room.open(get("/unwritable"), client);

        assertThat(client.getStatus()).isEqualTo(502);
        assertThat(room.held()).isZero();
    }

    /** The container ends what fails, and breaks the connection off. */
    @Test
    void failsWhereAPartHasBeenSent() {
        assertThatThrownBy(() -> room.open(get("/unwritable?first=part"), client)).isInstanceOf(ServletException.class)
                .hasRootCauseMessage("No suitable converter for class java.lang.Object");
    }

    @RestController
    static class Unwritable {

        @GetMapping("/unwritable")
        ResponseBodyEmitter unwritable(@RequestParam(defaultValue = "") String first) throws IOException {
            ResponseBodyEmitter emitter = new ResponseBodyEmitter();
            if (!first.isEmpty()) {
                emitter.send(first);
            }
            emitter.send(new Object(), MediaType.TEXT_PLAIN);
            return emitter;
        }

        @ExceptionHandler
        @ResponseStatus(HttpStatus.BAD_GATEWAY)
        String failed(IllegalStateException failure) {
            return failure.getMessage();
        }
    }
}
