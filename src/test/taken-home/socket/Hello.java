package home;

import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/** What a reader's own application answers over a socket. */
@Controller
class Hello {

    @SubscribeMapping("/hello")
    String hello() {
        return "hello";
    }
}
