package org.asyncshowcase.rooms.textbook;

import java.util.Map;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A Mono that comes in: WebFlux reads it, MVC does not, and says so by the class that it cannot make. */
@RestController
class MonoForms {

    @PostMapping("/textbook/mono/body")
    Mono<String> body(@RequestBody Mono<Map<String, String>> body) {
        return body.map(String::valueOf);
    }

    @GetMapping("/textbook/mono/attribute")
    Mono<String> attribute(@ModelAttribute Mono<String> attribute) {
        return attribute;
    }

    /** As it is in the log of an application that has no handler for it. */
    @ExceptionHandler({HttpMessageConversionException.class, BeanInstantiationException.class})
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    String refused(Exception refusal) {
        return refusal.getMessage().split("\n", 2)[0] + "\n";
    }
}
