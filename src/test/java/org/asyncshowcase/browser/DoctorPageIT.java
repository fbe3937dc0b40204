package org.asyncshowcase.browser;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The doctor's page: what is too large is not sent, what is alike is said once, and a fix is copied by a click. */
@Runs(on = On.NEW, inMatrixOnly = true)
class DoctorPageIT extends PageTest {

    @AfterEach
    void setBack() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void saysBeforeItIsSentThatAFileIsTooLarge(@TempDir Path folder) throws IOException {
        Path large = folder.resolve("large.war");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(40 * 1024 * 1024 + 1);
        }
        open("en");
        browser.findElement(By.name("file")).sendKeys(large.toString());
        await().until(() -> browser.findElement(By.id("too-large")).isDisplayed());

        browser.findElement(By.cssSelector("#doctor-form button")).click();

        assertThat(browser.findElement(By.id("too-large")).getText()).contains("larger than 40 MB");
        assertThat(browser.findElement(By.cssSelector("#larger code")).getText()).endsWith("Doctor FILE");
        assertThat(browser.getCurrentUrl()).endsWith("/doctor?lang=en");
    }

    @Test
    void copiesAFix() {
        examine("en");
        WebElement found = browser.findElement(By.cssSelector(".found"));

        found.findElement(By.cssSelector(".copy")).click();

        await().until(() -> found.findElement(By.cssSelector(".copy")).getText().equals("Copied"));
        assertThat(browser.executeScript("return getSelection().toString()"))
                .isEqualTo(found.findElement(By.cssSelector("pre")).getText());
    }

    /** No box but a line of code is wider than the window, and that one scrolls. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"en, 375, 'error', '4 filters lack async-supported'", "ko, 1280, '오류', '필터 4개에'",
            "zh, 1366, '错误', '4 个过滤器'"})
    void saysOnceWhatIsAlikeInItsLanguage(String language, int width, String severity, String message) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 768, "deviceScaleFactor", 1, "mobile", false));
        examine(language);

        assertThat(browser.findElements(By.cssSelector(".found.error h3"))).extracting(WebElement::getText)
                .allSatisfy(each -> assertThat(each).startsWith(severity))
                .anySatisfy(each -> assertThat(each).contains(message));
        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
        assertThat(browser.executeScript("return [...document.querySelectorAll('.found pre')]"
                + ".every(each => getComputedStyle(each).whiteSpace === 'pre')")).isEqualTo(true);
        assertThat(new AxeBuilder().setLegacyMode().analyze(browser).getViolations()).extracting(each -> each.getId())
                .isEqualTo(List.of());
    }

    private void examine(String language) {
        open(language);
        browser.findElement(By.name("file")).sendKeys(Path.of("src/test/resources/doctor/old-web.xml").toAbsolutePath()
                .toString());
        browser.findElement(By.cssSelector("#doctor-form button")).click();
        await().until(() -> !browser.findElements(By.cssSelector(".copy:not([hidden])")).isEmpty()
                && !browser.findElements(By.id("findings")).isEmpty());
    }

    private void open(String language) {
        browser.get(tomcat.uri("/async-showcase/doctor?lang=" + language).toString());
        await().until(() -> browser.executeScript("return document.readyState").equals("complete"));
    }
}
