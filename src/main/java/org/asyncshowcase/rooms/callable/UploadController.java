package org.asyncshowcase.rooms.callable;

import java.util.concurrent.Callable;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * An uploaded file that a {@link Callable} reads, after the request's own thread has left. Spring 5.2 deletes the temporary
 * file only where no async processing was started: the application's MultipartResolver does, when the request is over.
 */
@Controller
class UploadController {

    @PostMapping(path = "/callable/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Callable<Upload> upload(@RequestPart MultipartFile file) {
        return () -> Upload.of(file);
    }

    @PostMapping(path = "/callable/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    Callable<ModelAndView> uploadForView(@RequestPart MultipartFile file) {
        return () -> new ModelAndView("callable/upload", "upload", Upload.of(file));
    }
}
