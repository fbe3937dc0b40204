package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A WAR as a directory, to be changed. */
final class Unpacked {

    private final Path directory;

    Unpacked(Path war, Path directory) throws IOException {
        this.directory = directory;
        Server.delete(directory);
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(each -> each)::iterator) {
                Path file = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }

    /** Takes out what the room lifecycle has in web.xml and mvc.xml; the broker gets a name of its own. */
    void removeTimelines() throws IOException {
        edit("WEB-INF/web.xml", text -> text.replaceAll("(?s)<(filter|filter-mapping)>\\s*<filter-name>timelineFilter.*?</\\1>", "")
                .replace("/WEB-INF/spring/house/root/lifecycle.xml", ""));
        // a list must not be empty
        edit("WEB-INF/spring/web/mvc.xml", text -> text.replaceAll("(?m)^.*asyncshowcase\\.lifecycle.*$", "")
                .replaceAll("<mvc:(\\S+-interceptors)>\\s*</mvc:\\1>", ""));
        edit("WEB-INF/classes/async.properties", text -> text.replace("vm://async-showcase", "vm://without"));
    }

    private void edit(String name, UnaryOperator<String> change) throws IOException {
        Path file = directory.resolve(name);
        String before = Files.readString(file);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException("Nothing to change in " + file);
        }
        Files.writeString(file, after);
    }
}
