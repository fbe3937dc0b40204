package org.asyncshowcase.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

class RunsTests {

    @Test
    void eachContainerTestSaysWhereItRuns() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<Path> tests = files.filter(file -> file.toString().endsWith("IT.java")).collect(toList());
            assertThat(tests).isNotEmpty().allSatisfy(test -> assertThat(test).content().contains("\n@Runs(on = On."));
        }
    }
}
