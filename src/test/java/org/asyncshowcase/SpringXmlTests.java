package org.asyncshowcase;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What the Spring XML must say, and what no running test would notice at once. */
class SpringXmlTests {

    static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(Paths.get("src/main/webapp/WEB-INF/spring"))) {
            return files.filter(Files::isRegularFile).collect(toList());
        }
    }

    /** Trap 35: handlers match what an interceptor's pattern does not, and what a request depends on would not be called. */
    @ParameterizedTest
    @MethodSource("files")
    void hangsNoInterceptorOnAPathPattern(Path file) throws Exception {
        assertThat(Files.readString(file)).doesNotContain("<mvc:mapping").doesNotContain("<mvc:exclude-mapping");
    }

    /** The attribute takes no placeholder. */
    @Test
    void hasTheTimeoutOfTheSettings() throws Exception {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Paths.get("src/main/resources/async.properties"))) {
            settings.load(reader);
        }

        assertThat(Files.readString(Paths.get("src/main/webapp/WEB-INF/spring/web/mvc.xml"))).contains(
                "task-executor=\"mvc\" default-timeout=\"" + settings.getProperty("async.timeout") + "\"/>");
    }

    @ParameterizedTest
    @MethodSource("files")
    void opensWithItsJobAndFitsAPage(Path file) throws Exception {
        List<String> lines = Files.readAllLines(file);

        assertThat(lines.get(1)).startsWith("<!-- ");
        assertThat(lines).hasSizeLessThanOrEqualTo(60);
    }
}
