package org.asyncshowcase.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page of the database. The pictures of its runs are left in target/screenshots. */
@Runs(on = On.OLD, inMatrixOnly = true)
class DatabasePageIT extends PageTest {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @BeforeEach
    void open() {
        browser.get(tomcat.uri("/async-showcase/database").toString());
    }

    /** The last of five queries of 800 ms on two connections would wait 1.6 s for a connection, and is refused after 1 s. */
    @Test
    void showsThatMoreWorkersWaitForAConnection() throws IOException {
        Matcher finding = run("crowd", "Own executor: (\\d) of 5 answered, at most (\\d) threads waited for a connection\\. "
                + "MVC’s executor: (\\d) of 5 answered, at most (\\d) threads waited\\.");

        assertThat(finding.group(1)).isEqualTo("5");
        assertThat(finding.group(2)).isEqualTo("0");
        assertThat(finding.group(3)).isNotEqualTo("5");
        assertThat(finding.group(4)).isNotEqualTo("0");
        assertThat(browser.findElements(By.cssSelector("#crowd .timeline[data-complete=true]"))).hasSize(2);
    }

    @Test
    void showsThatTheWorkerHasNoTransaction() throws IOException {
        run("lost", "Transaction on the request’s thread: yes\\. On the worker: no\\.");
    }

    @Test
    void showsWhichQueryEndsWhenItsClientLeaves() throws IOException {
        Matcher finding = run("left", "The watched query ended ([\\d,]+) ms after its client had left, "
                + "the plain one ([\\d,]+) ms\\.");

        assertThat(millis(finding.group(1))).isLessThan(millis(finding.group(2)));
    }

    private static int millis(String shown) {
        return Integer.parseInt(shown.replace(",", ""));
    }

    /** Selects the button of a section, and waits for what it finds. */
    private Matcher run(String section, String sentence) throws IOException {
        click("#" + section + " .first");
        By finding = By.cssSelector("#" + section + " .finding");
        await().until(() -> !browser.findElement(finding).getText().isEmpty());

        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve("database-" + section + ".png"),
                browser.findElement(By.id(section)).getScreenshotAs(OutputType.BYTES));
        Matcher found = Pattern.compile(sentence).matcher(browser.findElement(finding).getText());
        assertThat(found.matches()).as(browser.findElement(finding).getText()).isTrue();
        return found;
    }
}
