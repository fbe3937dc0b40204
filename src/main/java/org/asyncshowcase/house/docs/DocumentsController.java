package org.asyncshowcase.house.docs;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.FileCopyUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The documents as pages. They are rendered once, when the first is asked for: the bean is lazy. */
@Controller
@RequestMapping("/docs")
class DocumentsController {

    private final Map<String, Document> documents = new TreeMap<>();

    /**
     * @param files Markdown
     * @param loader of what they link to
     * @throws IOException if a file cannot be read
     */
    DocumentsController(Resource[] files, ResourceLoader loader) throws IOException {
        Markdown markdown = new Markdown("docs/", loader);
        for (Resource file : files) {
            String text = FileCopyUtils.copyToString(new InputStreamReader(file.getInputStream(), UTF_8));
            documents.put(StringUtils.stripFilenameExtension(file.getFilename()), markdown.render(text));
        }
    }

    @GetMapping
    ModelAndView list() {
        return new ModelAndView("docs/list", "documents", documents);
    }

    @GetMapping("/{name}")
    ModelAndView document(@PathVariable String name) {
        Document document = documents.get(name);
        if (document == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is nothing at this path");
        }
        return new ModelAndView("docs/document", "document", document);
    }
}
