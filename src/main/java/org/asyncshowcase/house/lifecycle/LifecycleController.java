package org.asyncshowcase.house.lifecycle;

import java.util.List;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Shows the recorded timelines; one of a request that is still parked as it stands. */
@Controller
@RequestMapping("/lifecycle")
class LifecycleController {

    private final Timelines timelines;

    LifecycleController(Timelines timelines) {
        this.timelines = timelines;
    }

    /** The ids of the last timelines, the newest first. */
    @GetMapping
    @ResponseBody
    List<String> ids() {
        return timelines.ids();
    }

    @GetMapping("/{id}")
    @ResponseBody
    TimelineView timeline(@PathVariable String id, HttpServletRequest request) {
        InvalidValueException.require(Timelines.isId(id), "timeline", "1 to 64 of A-Z, a-z, 0-9 and the hyphen");
        Timeline timeline = timelines.get(id);
        if (timeline == null || !timeline.isFor(request.getRemoteUser())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no such timeline");
        }
        return timeline.view();
    }
}
