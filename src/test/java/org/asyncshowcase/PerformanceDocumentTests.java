package org.asyncshowcase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** The figures of docs/performance.md come from one run, in its tables and where other documents quote them. */
class PerformanceDocumentTests {

    private static final Pattern PART = Pattern.compile("<!-- run: (\\w+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
    private static final Pattern FIGURE = Pattern.compile("\\d[\\d,.]*\\b");
    private static final Pattern RATIO = Pattern.compile("\\| ([\\d.]+) \\(([\\d.]+) to ([\\d.]+)\\)");
    private static final Pattern QUOTED = Pattern.compile("- ([^:]+): (.*?)\\.\n", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"which", "lift"})
    void isQuotedWordForWord(String document) throws IOException {
        assertThat(part(document, "async")).isNotBlank().isEqualTo(part("performance", "async"));
    }

    @Test
    void quotesTheFiguresOfItsTable() throws IOException {
        List<String> rows = part("performance", "waiting").lines().collect(toList());
        for (MatchResult quoted : QUOTED.matcher(part("performance", "async")).results().collect(toList())) {
            assertThat(rows).anySatisfy(row -> assertThat(row).startsWith("| 10,000 | " + quoted.group(1) + " |")
                    .contains(figures(quoted.group(2))));
        }
    }

    @Test
    void isQuotedByThePageOfWebFlux() throws IOException {
        assertThat(figures(text("performance"))).contains(figures(part("webflux", "webflux")).toArray(new String[0]));
    }

    @Test
    void hasNoMeasuredFigureThatNoRunWrites() throws IOException {
        assertThat(PART.matcher(text("performance")).replaceAll("")).doesNotContainPattern("\\d (µs|KiB|MB/s|1/s|MB of)");
    }

    /** The middle half reaches no further than a quarter from its median, give or take what is rounded. */
    @Test
    void printsNoRatioWhereTheMachineWasTooNoisy() throws IOException {
        List<MatchResult> ratios = RATIO.matcher(part("performance", "goals").replace(",", "")).results().collect(toList());

        assertThat(ratios).isNotEmpty().allSatisfy(ratio -> {
            double median = Double.parseDouble(ratio.group(1));
            assertThat(Double.parseDouble(ratio.group(2))).isBetween(0.75 * median - 0.01, median);
            assertThat(Double.parseDouble(ratio.group(3))).isBetween(median, 1.25 * median + 0.01);
        });
    }

    private static List<String> figures(String text) {
        return FIGURE.matcher(text).results().map(MatchResult::group).collect(toList());
    }

    private static String part(String document, String name) throws IOException {
        Matcher part = PART.matcher(text(document));
        while (part.find()) {
            if (part.group(1).equals(name)) {
                return part.group(2);
            }
        }
        throw new AssertionError(document + " has no part " + name);
    }

    private static String text(String document) throws IOException {
        return Files.readString(Path.of("docs", document + ".md"));
    }
}
