package org.asyncshowcase.house.docs;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.FileCopyUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The least that works: the section of the README that has it, for the home page. Tests compare its code with the files. */
public final class Recipe {

    private final ResourceLoader loader;
    private final Map<String, Document> sections = new ConcurrentHashMap<>();

    public Recipe(ResourceLoader loader) {
        this.loader = loader;
    }

    /** In the language, or in English. It is rendered once for each. */
    public Document in(Locale locale) {
        Resource own = loader.getResource("classpath:/source/README." + locale.getLanguage() + ".md");
        return sections.computeIfAbsent(own.exists() ? own.getFilename() : "README.md", this::section);
    }

    /** The one with blocks of code. */
    private Document section(String file) {
        try (InputStreamReader readme =
                new InputStreamReader(loader.getResource("classpath:/source/" + file).getInputStream(), UTF_8)) {
            return Stream.of(FileCopyUtils.copyToString(readme).split("(?m)^(?=## )"))
                    .filter(section -> section.contains("```")).map(new Markdown("", loader)::render).findFirst().get();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
