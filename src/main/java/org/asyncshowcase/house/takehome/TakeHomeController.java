package org.asyncshowcase.house.takehome;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.asyncshowcase.house.takehome.TakenHome.Level;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

/** What to copy of each pattern, as a page and as an archive. The lists are read once: the bean is lazy. */
@Controller
@RequestMapping("/take-home")
class TakeHomeController {

    /** By the names of the archives, such as {@code callable-bare}. */
    private final Map<String, TakenHome> all = new TreeMap<>();

    TakeHomeController() {
        for (Level level : Level.values()) {
            all.putAll(TakenHome.rooms()
                    .collect(toMap(pattern -> name(pattern, level), pattern -> new TakenHome(pattern, level))));
        }
    }

    private static String name(String pattern, Level level) {
        return pattern + "-" + level.name().toLowerCase(Locale.ROOT);
    }

    @GetMapping("/{pattern:[a-z]+}")
    ModelAndView list(@PathVariable String pattern) {
        return new ModelAndView("takehome/list", "pattern", pattern)
                .addObject("bare", taken(name(pattern, Level.BARE)))
                .addObject("guarded", taken(name(pattern, Level.GUARDED)));
    }

    /** Written by a thread of MVC's executor. */
    @GetMapping("/{name:[a-z-]+}.zip")
    ResponseEntity<StreamingResponseBody> archive(@PathVariable String name) {
        TakenHome taken = taken(name);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".zip\"")
                .body(body -> write(taken, body));
    }

    private static void write(TakenHome taken, OutputStream body) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(body, UTF_8);
        for (CopiedFile file : taken.files()) {
            add(zip, file.getPlace(), file.getText());
        }
        for (CopiedFile lines : taken.additions()) {
            add(zip, "add-to/" + lines.getPlace(), lines.getText());
        }
        add(zip, "add-to/README.txt", taken.instructions());
        zip.finish();
    }

    private TakenHome taken(String name) {
        TakenHome taken = all.get(name);
        if (taken == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is nothing at this path");
        }
        return taken;
    }

    private static void add(ZipOutputStream zip, String place, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(place));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }
}
