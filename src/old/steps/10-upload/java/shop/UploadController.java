package shop;

import java.io.*;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileCopyUtils;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.commons.CommonsMultipartFile;

/** Takes a file, and tells its digest. */
@Controller
public class UploadController {

    // region upload
    /** The container's thread has read the file to the disk; what is done with it is done by another. */
    @RequestMapping(value = "/upload.do", method = RequestMethod.POST)
    @ResponseBody
    public WebAsyncTask<String> upload(@RequestParam CommonsMultipartFile file) {
        WebAsyncTask<String> task = new WebAsyncTask<>(5000L, "uploads", () -> digest(file));
        // Spring deletes the temporary file only where nothing asynchronous was begun
        task.onCompletion(() -> file.getFileItem().delete());
        return task;
    }
    // endregion

    /** As long as a scanner for viruses takes. */
    private static String digest(MultipartFile file) throws IOException, InterruptedException {
        Thread.sleep(300);
        return DigestUtils.md5DigestAsHex(FileCopyUtils.copyToByteArray(file.getInputStream()));
    }
}
