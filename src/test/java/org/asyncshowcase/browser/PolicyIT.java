package org.asyncshowcase.browser;

import java.util.List;

import org.asyncshowcase.testing.Browser;
import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Chromium makes of the Content-Security-Policy: it tells each break of it in the console, which every test leaves
 * empty.
 */
@Runs(on = On.OLD, inMatrixOnly = true)
class PolicyIT extends PageTest {

    /** Those too that no other test opens. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/stream", "/reactive", "/textbook", "/migration", "/doctor", "/orders", "/orders?lang=ko",
            "/callable/view?delay=0", "/blocking/error?delay=0", "/task/rejected", "/docs", "/docs/performance",
            "/take-home/stream"})
    void isKeptByEachPage(String path) {
        open(path);

        assertThat(browser.findElement(By.cssSelector("link[rel=icon]")).getDomAttribute("href"))
                .endsWith("/static/icon.svg");
    }

    @Test
    void refusesWhatIsInline() {
        open("/orders");

        browser.executeScript("const script = document.createElement('script'); script.text = 'window.ran = true';"
                + "document.body.append(script); document.body.insertAdjacentHTML('beforeend', '<p id=\"inline\" "
                + "style=\"order: 7\"></p>')");

        assertThat(browser.executeScript("return [window.ran === undefined, "
                + "getComputedStyle(document.getElementById('inline')).order]"))
                .isEqualTo(List.of(true, "0"));
        assertThat(Browser.errors(browser)).hasSize(2)
                .allSatisfy(error -> assertThat(error).contains("Content Security Policy"));
    }

    private void open(String path) {
        browser.get(tomcat.uri("/async-showcase" + path).toString());
    }
}
