package org.asyncshowcase.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** After a click the result is in view, on a small laptop too: it opens where the click was, and is scrolled into view. */
@Runs(on = On.OLD, inMatrixOnly = true)
class ResultsIT extends PageTest {

    @BeforeEach
    void takeASmallWindow() {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 1366, "height", 768, "deviceScaleFactor", 1, "mobile", false));
    }

    @AfterEach
    void giveItBack() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
            "/, #load form button, #load .result, #load-finding:not(:empty)",
            "/, a.cell[href*='/callable/body'], #grid .run, #grid .timeline[data-complete=true]",
            "/, a.cell[href*='/reactive/body'], #grid .run, #grid .timeline[data-complete=true]",
            "/, #compare-run, #compare .result, #compare-finding:not(:empty)",
            "/stream, #report .first, #report .result, #report .finding:not(:empty)",
            "/stream, #file .first, #file .result, #file .timeline[data-complete=true]",
            "/reactive, #types tr:last-child a, #types .run, #types .timeline[data-complete=true]",
            "/reactive, '#client .first', #client .run, #client .finding:not(:empty)",
            "/textbook, '#types a[href$=\"/callable\"]', #types .run, #types .timeline[data-complete=true]",
            "/textbook, '#shared .first', #shared .result, #shared .finding:not(:empty)",
            "/migration, '#habit-slowcall .first', #habit-slowcall .run, "
            + "#habit-slowcall .timeline[data-complete=true]"})
    void areInViewAfterTheClick(String page, String clicked, String result, String complete) {
        browser.get(tomcat.uri("/async-showcase" + page).toString());
        await().until(() -> browser.findElement(By.cssSelector("[data-scripted]")).isDisplayed());
        WebElement button = browser.findElement(By.cssSelector(clicked));
        // as far from its result as it can be
        browser.executeScript("arguments[0].scrollIntoView({block: 'end'})", button);

        button.click();

        await().until(() -> !browser.findElements(By.cssSelector(complete)).isEmpty());
        await().untilAsserted(() -> assertInView(result));
    }

    @Test
    void areInViewOnThePageThatAnswersAForm(@TempDir Path folder) throws IOException {
        browser.get(tomcat.uri("/async-showcase/doctor").toString());
        Path file = Files.writeString(folder.resolve("web.xml"), "<web-app/>");
        browser.findElement(By.name("file")).sendKeys(file.toString());

        browser.findElement(By.cssSelector("main form button")).click();

        await().until(() -> !browser.findElements(By.id("findings")).isEmpty());
        assertInView("#findings");
    }

    /** All of it, or its top where it is higher than the window. */
    private void assertInView(String selector) {
        @SuppressWarnings("unchecked")
        List<Number> box = (List<Number>) browser.executeScript("const box = arguments[0].getBoundingClientRect();"
                + "return [box.top, box.bottom, innerHeight]", browser.findElement(By.cssSelector(selector)));
        double top = box.get(0).doubleValue();
        double bottom = box.get(1).doubleValue();
        double window = box.get(2).doubleValue();
        assertThat(top).isNotNegative();
        assertThat(bottom <= window || top < window / 4).as(box.toString()).isTrue();
        assertThat(bottom).isGreaterThan(top);
    }
}
