package org.asyncshowcase.house.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Examines an uploaded file in a worker; the file is gone when the request ends. */
@Controller
@RequestMapping("/doctor")
class DoctorController {

    private final AsyncTaskExecutor executor;
    private final long timeoutMillis;
    private final long limit;

    /**
     * @param executor of few threads: an examination costs memory
     * @param timeoutMillis the time-out of a request: no examination takes longer
     * @param limit of a file, in bytes, as the page says it
     */
    DoctorController(AsyncTaskExecutor executor, long timeoutMillis, long limit) {
        this.executor = executor;
        this.timeoutMillis = timeoutMillis;
        this.limit = limit;
    }

    @ModelAttribute("limit")
    long limit() {
        return limit;
    }

    @GetMapping
    String form() {
        return "doctor/doctor";
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    WebAsyncTask<Map<String, List<Finding>>> examine(@RequestPart MultipartFile file) {
        return new WebAsyncTask<>(null, executor, () -> Collections.singletonMap("findings",
                findings(file, Locale.ENGLISH)));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.TEXT_HTML_VALUE)
    WebAsyncTask<ModelAndView> examineForView(@RequestPart MultipartFile file, Locale language) {
        return new WebAsyncTask<>(null, executor, () -> {
            List<Finding> findings = findings(file, language);
            return new ModelAndView("doctor/doctor", "findings", findings)
                    .addObject("gathered", Gathered.of(findings, new Texts(language)))
                    .addObject("file", file.getOriginalFilename());
        });
    }

    /** Called by a worker. */
    private List<Finding> findings(MultipartFile file, Locale language) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return Doctor.examine(String.valueOf(file.getOriginalFilename()), in, timeoutMillis, language);
        }
    }
}
