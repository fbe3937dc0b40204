package org.asyncshowcase.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.asyncshowcase.testing.Browser;
import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every user of the pages: with any language, width, colours, with the keyboard, or with a screen reader. */
@Runs(on = On.OLD, inMatrixOnly = true)
class UsabilityIT extends PageTest {

    private static final String VISITOR = "7e57e57e-7e57-4e57-8e57-7e57e57e57e5";

    private List<String> pages;

    @BeforeAll
    void placeAnOrder() throws IOException, InterruptedException {
        HttpRequest order = HttpRequest.newBuilder(URI.create(tomcat.uri("/async-showcase/orders").toString()))
                .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "text/html")
                .headers("Cookie", "XSRF-TOKEN=x; visitor=" + VISITOR, "X-XSRF-TOKEN", "x")
                .POST(HttpRequest.BodyPublishers.ofString("symbol=ACME&quantity=1&delay=0")).build();
        HttpResponse<Void> placed = HttpClient.newHttpClient().send(order, HttpResponse.BodyHandlers.discarding());
        String own = placed.headers().firstValue("Location").orElseThrow().replace("/async-showcase", "");
        pages = List.of("/", "/stream", "/socket", "/reactive", "/textbook", "/migration", "/doctor", "/database", "/orders",
                own, "/docs", "/docs/migration", "/callable/view?delay=0", "/nope", "/?published", "/login",
                "/login?failed", "/take-home/context");
    }

    @AfterEach
    void setBack() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    /** By axe-core's rules; on the home page with answers, their timelines and lists open. */
    @ParameterizedTest
    @CsvSource({"en, light", "ko, dark", "zh, light"})
    void breaksNoRule(String language, String colours) {
        browser.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        List<String> broken = new ArrayList<>();
        // the two that have the most in them stand for the third language
        for (String page : language.equals("zh") ? List.of("/", "/textbook") : pages) {
            open(page, language);
            if (page.equals("/")) {
                runSome();
            }
            new AxeBuilder().setLegacyMode().analyze(browser).getViolations().forEach(rule ->
                    broken.add(page + " " + rule.getId() + " " + rule.getNodes().stream().map(each -> each.getHtml())
                            .collect(Collectors.joining(" "))));
        }

        assertThat(broken).isEmpty();
        // that Chromium mentions the 404
        Browser.errors(browser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void breaksNoRuleBesideASource(String colours) {
        browser.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        open("/", "en");
        click("#grid a[href$='/CallableController.java']");
        await().until(() -> !browser.findElements(By.cssSelector("#panel .hljs-keyword")).isEmpty());

        assertThat(new AxeBuilder().setLegacyMode().analyze(browser).getViolations()).extracting(rule -> rule.getId())
                .isEmpty();
    }

    private void runSome() {
        click("a.cell[href*='/callable/body']");
        click("a.cell[href*='/report?'][data-outcome=error]");
        browser.executeScript(
                "const form = document.querySelector('#load form'); form.requests.value = 5; form.delay.value = 0;"
                + "form.querySelector('button').click()");
        await().until(() -> browser.findElements(By.cssSelector("#grid .timeline[data-complete=true]")).size() == 2
                && !text("#load-finding").isEmpty());
        browser.executeScript("document.querySelectorAll('details').forEach(each => { each.open = true; })");
    }

    /** With figures of seven digits, and the list of a timeline's events open. */
    @ParameterizedTest
    @CsvSource({"en, 1280 375 320", "ko, 375 320", "zh, 320"})
    void hasRoomForAllThatItShows(String language, String widths) {
        for (String page : pages) {
            open(page, language);
            if (page.equals("/")) {
                runSome();
            }
            for (String width : widths.split(" ")) {
                assertThat(beyond(Integer.parseInt(width))).as(page + " at " + width).isEmpty();
            }
        }
        // that Chromium mentions the 404
        Browser.errors(browser);
    }

    /** What lies beyond the window's right edge, and the figures that wrap. */
    private List<?> beyond(int width) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        return (List<?>) browser.executeScript(
                "const all = document.querySelectorAll('#executors .queued, #executors .rejected, #figures dd');"
                + "all.forEach(figure => { figure.textContent = '1234567'; });"
                + "return Array.from(document.querySelectorAll('body *')).filter(each => {"
                // what is cut off for the eye is for a screen reader; what scrolls by itself is reached by its own bar
                + "  const box = each.getBoundingClientRect();"
                + "  return box.width > 1 && box.right > innerWidth + 1"
                + "    && !each.closest('pre, .unseen, .skip, thead, svg, .document .scroll');"
                + "}).map(each => each.outerHTML.slice(0, 80))"
                + ".concat(Array.from(all).filter(figure => figure.getClientRects().length"
                + "  && figure.clientHeight > 2.5 * parseFloat(getComputedStyle(figure).lineHeight)).map(figure => "
                + "figure.outerHTML))");
    }

    @Test
    void endsAKoreanLineBetweenTwoWords() {
        open("/", "ko");

        assertThat(browser.findElement(By.cssSelector("main p")).getCssValue("word-break")).isEqualTo("keep-all");
    }

    @Test
    void givesTheFocusBackAfterDismiss() {
        open("/", "en");
        browser.executeScript("document.querySelector(\"a.cell[href*='/callable/body']\").focus();"
                + "document.activeElement.click(); document.activeElement.click()");
        await().until(() -> browser.findElements(By.cssSelector("#grid .run[data-over]")).size() == 2);

        browser.executeScript("const first = document.querySelector('#grid .run button'); first.focus(); first.click()");
        assertThat(focused()).isEqualTo("Dismiss");
        browser.executeScript("document.activeElement.click()");

        assertThat(focused()).startsWith("200").contains("/callable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"park-publish", "fill", "compare-run"})
    void givesTheFocusBackToAButtonThatWasDisabledMeanwhile(String button) {
        open("/", "en");
        assertThat(browser.executeScript("const button = document.getElementById(arguments[0]); button.focus();"
                + " button.click(); return button.disabled", button)).isEqualTo(true);

        await().until(() -> browser.findElement(By.id(button)).isEnabled());

        assertThat(browser.switchTo().activeElement().getAttribute("id")).isEqualTo(button);
    }

    private String focused() {
        return browser.switchTo().activeElement().getText();
    }

    private void open(String page, String language) {
        // the owner of the order
        browser.executeCdpCommand("Network.setCookie", Map.of("name", "visitor", "value", VISITOR,
                "url", tomcat.uri("/async-showcase/").toString()));
        browser.get(tomcat.uri("/async-showcase" + page + (page.contains("?") ? "&" : "?") + "lang=" + language).toString());
        if (List.of("/", "/stream", "/socket", "/reactive", "/textbook").contains(page)) {
            await().until(() -> browser.findElement(By.cssSelector("[data-scripted]")).isDisplayed()
                    && !browser.findElements(By.cssSelector("#executors tr")).isEmpty());
        }
    }
}
