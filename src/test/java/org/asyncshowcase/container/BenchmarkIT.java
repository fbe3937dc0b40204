package org.asyncshowcase.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark runs, and writes what it has measured. What it measures is no test's business: a machine has bad days. */
@Runs(on = On.OLD, inMatrixOnly = true)
class BenchmarkIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path LOG = TARGET.resolve("container-logs/benchmark.log");

    @Test
    void measuresEachSideAndWritesTablesChartsAndAllRounds() throws Exception {
        Path written = TARGET.resolve("benchmark");
        Files.createDirectories(LOG.getParent());
        FileSystemUtils.deleteRecursively(written);

        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbenchmark.heap=256m", "-cp", TARGET.resolve("benchmark-classes").toString(),
                "org.asyncshowcase.benchmark.Benchmark", "quick", "release", "streams"));
        Process benchmark = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
        try {
            assertThat(benchmark.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            // its servers end with it
            benchmark.destroy();
        }

        assertThat(benchmark.exitValue()).as(Files.readString(LOG)).isZero();
        assertThat(Files.readString(written.resolve("performance.md")))
                .containsPattern("\\| release of 50, ms \\| [\\d.,]+ \\| [\\d.,]+ \\| [\\d.,]+ \\|")
                .containsPattern("\\| deliveries to 50 readers, 1/s \\| [\\d.,]+ \\| [\\d.,]+ \\| [\\d.,]+ \\|");
        assertThat(written.resolve("performance/release.svg")).content().contains("async-showcase", "raw servlet", "<rect");
        List<String> rounds = Files.readAllLines(written.resolve("performance/rounds.csv"));
        assertThat(rounds.get(0)).isEqualTo("what,unit,side,round,value");
        assertThat(rounds.stream().filter(line -> line.startsWith("release of 50,ms,")).collect(toList())).hasSize(4)
                .allSatisfy(line -> assertThat(Double.parseDouble(line.split(",")[4])).isPositive());
    }
}
