package org.asyncshowcase.stream;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Answers HEAD without opening a stream: MVC would run the GET, and write to nobody for as long as it lives. */
@Controller
class HeadController {

    @RequestMapping(path = {"/stream/quotes", "/stream/log", "/stream/report", "/stream/export.csv", "/stream/file"},
            method = RequestMethod.HEAD)
    @ResponseStatus(HttpStatus.OK)
    void head() {
        // there is nothing to tell
    }
}
