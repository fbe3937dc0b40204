package org.asyncshowcase.browser;

import java.util.List;
import java.util.Map;

import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Code and the list of what to copy, beside what was run. */
@Runs(on = On.OLD, inMatrixOnly = true)
class PanelIT extends PageTest {

    private static final String CODE = "#grid a[href$='/rooms/callable/CallableController.java']";
    private static final String COPY = "#grid a[href$='/take-home/callable']";

    @AfterEach
    void setBack() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void opensCodeInColoursBesideTheResultAndLeadsBackToIt() {
        open("/", 1366);
        runCallable();
        String address = browser.getCurrentUrl();

        click(CODE);

        awaitTitle("CallableController.java");
        await().until(() -> !browser.findElements(By.cssSelector("#panel pre .hljs-keyword")).isEmpty());
        assertThat(text("#panel pre")).startsWith("package org.asyncshowcase.rooms.callable;");
        assertThat(left("#panel")).isGreaterThanOrEqualTo(right("#grid .run"));

        browser.navigate().back();

        awaitClosed();
        assertThat(browser.getCurrentUrl()).isEqualTo(address);
        assertThat(text("#grid .run .state")).startsWith("200 after");
        assertThat(browser.switchTo().activeElement()).isEqualTo(browser.findElement(By.cssSelector(CODE)));
    }

    @Test
    void leadsBackFromCodeToTheListThatItWasOpenedFromAndClosesBothAtOnce() {
        // pages that a step too many would lead to
        open("/docs", 1366);
        open("/docs/which", 1366);
        open("/", 1366);
        runCallable();
        clickAsReader(COPY);
        awaitTitle("Copy the pattern callable");
        clickAsReader("#panel .files a[href$='SlowWork.java']");
        awaitTitle("SlowWork.java");

        browser.navigate().back();
        awaitTitle("Copy the pattern callable");
        browser.navigate().forward();
        awaitTitle("SlowWork.java");
        // the second one comes before the browser has gone back
        browser.executeScript("for (const each of [1, 2]) {"
                + "dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'})); }");

        awaitClosed();
        await().until(() -> browser.executeScript("return history.state") == null);
        assertThat(text("#grid .run .state")).startsWith("200 after");
    }

    @Test
    void listsWhatToCopyWithItsLinesAndItsArchive() {
        open("/", 1366);

        click(COPY);

        awaitTitle("Copy the pattern callable");
        assertThat(text("#panel .files li:nth-child(2)")).matches("rooms/callable/CallableController.java \\d+ lines");
        assertThat(text("#panel .copied")).contains("Add these lines to async.properties");
        assertThat(browser.findElements(By.cssSelector("#panel .archive"))).extracting(each -> each.getDomAttribute("href"))
                .containsExactly("/async-showcase/take-home/callable-bare.zip",
                        "/async-showcase/take-home/callable-guarded.zip");
        assertThat(browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "fetch(document.querySelector('#panel .archive').href).then(async answer => done(answer.status + ' '"
                + "  + new TextDecoder().decode((await answer.arrayBuffer()).slice(0, 2))))")).isEqualTo("200 PK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/stream", "/reactive", "/orders"})
    void isOfferedForEachPatternOfAPage(String page) {
        open(page, 1366);

        List<WebElement> patterns = browser.findElements(By.cssSelector(".pattern-links"));

        assertThat(patterns).isNotEmpty().allSatisfy(each -> {
            assertThat(each.findElements(By.tagName("dt"))).extracting(WebElement::getText)
                    .containsExactly("Code", "Copy", "Cost");
            assertThat(each.findElements(By.tagName("a"))).extracting(link -> link.getDomAttribute("href"))
                    .anyMatch(link -> link.endsWith(".java")).anyMatch(link -> link.matches(".*/take-home/[a-z]+"))
                    .anyMatch(link -> link.matches(".*/take-home/[a-z]+-bare\\.zip"))
                    .contains("/async-showcase/docs/limits");
        });
    }

    @ParameterizedTest
    @CsvSource({"1280, 900", "375, 812"})
    void leavesThePageItsWidth(int width, int height) {
        open("/", width, height);
        click(CODE);
        awaitTitle("CallableController.java");

        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
        assertThat((Boolean) browser.executeScript("const cut = Array.from(document.querySelectorAll('#grid .cell'))"
                + ".filter(each => each.scrollWidth > each.clientWidth); return cut.length === 0")).isTrue();
        // what was clicked is not behind it
        assertThat((Boolean) browser.executeScript("const box = document.querySelector(arguments[0])"
                + ".getBoundingClientRect(); const panel = document.getElementById('panel').getBoundingClientRect();"
                + "return box.top >= 0 && (box.right <= panel.left || box.bottom <= panel.top)", CODE)).isTrue();
    }

    @Test
    void isAPlainLinkWithoutScript() {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            open("/", 1366);
            browser.findElement(By.cssSelector(CODE)).click();
            await().until(() -> browser.getCurrentUrl().endsWith("/CallableController.java"));
            browser.navigate().back();
            browser.findElement(By.cssSelector(COPY)).click();
            awaitText("h1", "Copy the pattern callable");
        } finally {
            browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void coloursTheRecipeWhereItIsOpened() {
        open("/", 1366);
        assertThat(browser.findElement(By.cssSelector("#recipe pre")).isDisplayed()).isFalse();

        browser.findElement(By.cssSelector("#recipe summary")).click();

        await().until(() -> !browser.findElements(By.cssSelector("#recipe .hljs-keyword, #recipe .hljs-tag")).isEmpty());
        assertThat(browser.findElements(By.cssSelector("#recipe pre")).stream().map(WebElement::getText).collect(toList()))
                .hasSize(5).anyMatch(code -> code.contains("<mvc:async-support task-executor=\"mvc\""));
    }

    private void open(String page, int width) {
        open(page, width, 768);
    }

    private void open(String page, int width, int height) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        browser.get(tomcat.uri("/async-showcase" + page).toString());
    }

    private void runCallable() {
        click("a.cell[href*='/callable/body']");
        await().until(() -> !browser.findElements(By.cssSelector("#grid .timeline[data-complete=true]")).isEmpty());
    }

    /** A full history drops first what a page pushed without a reader's own click: Chromium takes it for a trap. */
    private void clickAsReader(String selector) {
        browser.findElement(By.cssSelector(selector)).click();
    }

    private void awaitTitle(String title) {
        await().until(() -> text("#panel-title").equals(title));
    }

    private void awaitClosed() {
        await().until(() -> !browser.findElement(By.id("panel")).isDisplayed());
    }

    private double left(String selector) {
        return edge(selector, "left");
    }

    private double right(String selector) {
        return edge(selector, "right");
    }

    private double edge(String selector, String name) {
        return ((Number) browser.executeScript("return document.querySelector(arguments[0]).getBoundingClientRect()"
                + "[arguments[1]]", selector, name)).doubleValue();
    }
}
