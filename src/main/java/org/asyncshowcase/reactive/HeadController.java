package org.asyncshowcase.reactive;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Answers HEAD without a stream, as in the room of streams. */
@Controller
class HeadController {

    @RequestMapping(path = {"/reactive/flux", "/reactive/ndjson", "/reactive/flowable"}, method = RequestMethod.HEAD)
    @ResponseStatus(HttpStatus.OK)
    void head() {
        // there is nothing to tell
    }
}
