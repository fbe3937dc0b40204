package org.asyncshowcase.rooms.blocking;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.SlowWork;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The "before": the container's thread does the work itself and serves nobody else meanwhile. */
@Controller
@RequestMapping("/blocking")
class BlockingController {

    private final SlowWork work;
    private final Resource file;

    BlockingController(SlowWork work, Resource file) {
        this.work = work;
        this.file = file;
    }

    @GetMapping("/body")
    @ResponseBody
    Answer body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return work.answer("blocking", Thread.currentThread().getName(), delay);
    }

    @GetMapping("/view")
    ModelAndView view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return new ModelAndView("blocking/view", "answer", body(delay));
    }

    @GetMapping("/error")
    @ResponseBody
    Answer error(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return work.fail(delay);
    }

    /** The container's thread is held for as long as the client reads. */
    @GetMapping("/file")
    ResponseEntity<Resource> file() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(file);
    }
}
