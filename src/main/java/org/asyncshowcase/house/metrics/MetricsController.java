package org.asyncshowcase.house.metrics;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The figures as Prometheus reads them. */
@Controller
class MetricsController {

    private final Metrics metrics;

    MetricsController(Metrics metrics) {
        this.metrics = metrics;
    }

    @GetMapping(path = "/metrics", produces = "text/plain;version=0.0.4;charset=utf-8")
    @ResponseBody
    String metrics() {
        return metrics.scrape();
    }
}
