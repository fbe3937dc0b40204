package org.asyncshowcase.rooms.textbook;

import java.net.URI;
import java.util.concurrent.Callable;

import javax.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestTemplate;

import org.asyncshowcase.rooms.example.OwnUrl;

/**
 * A REST call, on the request's thread and in a Callable. The client has its own time-outs: MVC's ends the wait, and not the
 * call.
 */
@RestController
class RestForms {

    private final RestTemplate client;

    RestForms(RestTemplate client) {
        this.client = client;
    }

    @GetMapping("/textbook/rest/blocking")
    String blocking(HttpServletRequest request) {
        return call(partner(request, "/textbook/deferred"));
    }

    @GetMapping("/textbook/rest")
    Callable<String> callable(HttpServletRequest request) {
        URI partner = partner(request, "/textbook/deferred");
        return () -> call(partner);
    }

    /** The partner takes longer than the client waits. */
    @GetMapping("/textbook/rest/late")
    Callable<String> late(HttpServletRequest request) {
        URI partner = partner(request, "/textbook/wait");
        return () -> call(partner);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.GATEWAY_TIMEOUT)
    String failed(ResourceAccessException failure) {
        return "the partner did not answer in time: " + failure.getMostSpecificCause().getClass().getSimpleName() + "\n";
    }

    /** Called by the request's thread; another form of this application stands for the partner. */
    private static URI partner(HttpServletRequest request, String path) {
        return OwnUrl.of(request.getContextPath() + path);
    }

    private String call(URI partner) {
        return "asked by " + Thread.currentThread().getName() + ": " + client.getForObject(partner, String.class);
    }
}
