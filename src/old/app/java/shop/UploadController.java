package shop;

import java.io.*;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileCopyUtils;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.multipart.MultipartFile;

/** Takes a file, and tells its digest. */
@Controller
public class UploadController {

    // region upload
    @RequestMapping(value = "/upload.do", method = RequestMethod.POST)
    @ResponseBody
    public String upload(@RequestParam MultipartFile file) throws Exception {
        return digest(file);
    }
    // endregion

    /** As long as a scanner for viruses takes. */
    private static String digest(MultipartFile file) throws IOException, InterruptedException {
        Thread.sleep(300);
        return DigestUtils.md5DigestAsHex(FileCopyUtils.copyToByteArray(file.getInputStream()));
    }
}
