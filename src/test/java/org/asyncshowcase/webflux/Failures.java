package org.asyncshowcase.webflux;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.asyncshowcase.web.Problem;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

/** A value that does not fit is answered 400 and names its field, as in the WAR. */
@RestControllerAdvice
class Failures {

    /** A parameter that cannot be converted has it as a cause. */
    @ExceptionHandler({InvalidValueException.class, ServerWebInputException.class})
    ResponseEntity<Problem> invalid(ResponseStatusException failure, ServerWebExchange exchange) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        String detail = cause instanceof InvalidValueException ? cause.getMessage() : failure.getReason();
        return ResponseEntity.badRequest().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Problem(HttpStatus.BAD_REQUEST, detail, exchange.getRequest().getURI().getRawPath()));
    }
}
