package org.asyncshowcase.callable;

import java.io.IOException;
import java.util.concurrent.Callable;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.Part;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** An uploaded file that a {@link Callable} reads, after the request's own thread has left. */
@Controller
class UploadController {

    @PostMapping(path = "/callable/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Callable<Upload> upload(@RequestPart MultipartFile file, @RequestPart("file") Part part,
            HttpServletRequest request) {
        WebAsyncUtils.getAsyncManager(request).registerCallableInterceptor("delete", new DeletePartInterceptor(part));
        return () -> Upload.of(file);
    }

    @PostMapping(path = "/callable/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    Callable<ModelAndView> uploadForView(@RequestPart MultipartFile file, @RequestPart("file") Part part,
            HttpServletRequest request) throws IOException {
        Callable<Upload> upload = upload(file, part, request);
        return () -> new ModelAndView("callable/upload", "upload", upload.call());
    }
}
