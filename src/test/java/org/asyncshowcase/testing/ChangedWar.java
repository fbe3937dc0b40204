package org.asyncshowcase.testing;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import static org.assertj.core.api.Assertions.assertThat;

/** The WAR of the build, without something that it should have. */
public final class ChangedWar {

    private ChangedWar() {
    }

    /** @param changes a file below WEB-INF, a text that it has, the text in its place; and again */
    public static Path pack(String... changes) throws IOException {
        Path war = Path.of("target/broken/async-showcase.war").toAbsolutePath();
        Files.createDirectories(war.getParent());
        Files.copy(Path.of("target/async-showcase.war"), war, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(war, (ClassLoader) null)) {
            for (int i = 0; i < changes.length; i += 3) {
                Path file = zip.getPath("WEB-INF", changes[i]);
                String text = Files.readString(file);
                assertThat(text).contains(changes[i + 1]);
                Files.writeString(file, text.replace(changes[i + 1], changes[i + 2]));
            }
        }
        return war;
    }
}
