package home;

import org.asyncshowcase.rooms.deferred.Waiters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a test how many polls are parked. */
@RestController
class WaitingProbe {

    private final Waiters waiters;

    WaitingProbe(Waiters waiters) {
        this.waiters = waiters;
    }

    @GetMapping("/waiting")
    int waiting() {
        return waiters.size();
    }
}
