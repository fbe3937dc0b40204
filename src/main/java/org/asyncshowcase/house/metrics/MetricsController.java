package org.asyncshowcase.house.metrics;

import java.time.Instant;
import java.util.concurrent.Future;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The figures as Prometheus reads them. They are made when they are asked for, or a second after the start. */
@Controller
class MetricsController implements DisposableBean {

    private final ObjectProvider<Metrics> metrics;
    private final Future<?> made;

    /** @param timer whose thread makes the figures, for those who look by JMX */
    MetricsController(ObjectProvider<Metrics> metrics, TaskScheduler timer) {
        this.metrics = metrics;
        this.made = timer.schedule(metrics::getObject, Instant.now().plusSeconds(1));
    }

    @GetMapping(path = "/metrics", produces = "text/plain;version=0.0.4;charset=utf-8")
    @ResponseBody
    String metrics() {
        return metrics.getObject().scrape();
    }

    /** Called by the thread that stops the application: a closed context would make them once more, and close them never. */
    @Override
    public void destroy() {
        made.cancel(false);
    }
}
