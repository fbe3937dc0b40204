package org.asyncshowcase.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.asyncshowcase.testing.Browser;
import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.Tomcat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

/** The home page. The pictures of the timelines are left in target/screenshots. */
@Runs(on = On.OLD)
class HomePageIT extends PageTest {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @BeforeEach
    void open() {
        browser.get(tomcat.uri("/async-showcase/").toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "blocking/body,     1, 0, 'The container’s thread was held all the time: [0-9.,]+ ms of [0-9.,]+ ms\\.'",
            "callable/body,     3, 1, 'The container’s thread was held [0-9.,]+ ms of [0-9.,]+ ms \\(dispatches: 2, "
            + "threads: \\d\\)\\.'",
            "callable/timeout,  3, 1, 'The container’s thread was held [0-9.,]+ ms of [0-9.,]+ ms \\(dispatches: 2, "
            + "threads: \\d\\)\\.'",
            "callable/rejected, 1, 0, 'The container’s thread was held [0-9.,]+ ms of [0-9.,]+ ms \\(dispatches: 2, "
            + "threads: \\d\\)\\.'",
            "task/body,         3, 1, 'The container’s thread was held [0-9.,]+ ms of [0-9.,]+ ms \\(dispatches: 2, "
            + "threads: \\d\\)\\.'",
            "report?steps,      3, 1, 'The container’s thread was held [0-9.,]+ ms of [0-9.,]+ ms \\(dispatches: 2, "
            + "threads: \\d\\)\\.'",
            "export/rows,       3, 1, 'The container’s thread was held [0-9.,]+ ms of [0-9.,]+ ms \\(dispatches: 2, "
            + "threads: \\d\\)\\.'",
            "deferred/body,     3, 1, 'The container’s thread was held [0-9.,]+ ms of [0-9.,]+ ms \\(dispatches: 2, "
            + "threads: \\d\\)\\.'"})
    void drawsLanesAndSaysHowLongTheThreadWasHeld(String path, int lanes, int parked, String sentence)
            throws IOException {
        run(path);

        WebElement figure = awaitFigure("true");

        assertThat(figure.findElement(By.tagName("figcaption")).getText()).matches(sentence);
        // at a glance
        assertThat(all(figure, ".scaled .parked")).hasSize(parked);
        assertThat(figure.findElement(By.cssSelector(".who svg")).isDisplayed()).isFalse();
        openTheLanes(figure);
        // the ASYNC dispatch may come back to the thread that took the request, or be taken by another
        assertThat(all(figure, "svg .thread").size()).isBetween(Math.min(lanes, 2), Math.max(lanes, 2));
        assertThat(all(figure, ".who svg .parked")).hasSize(parked);
        assertThat(all(figure, "svg .mark").size()).isEqualTo(all(figure, "tr[data-number]").size()).isGreaterThan(4);
        assertThat(all(figure, "tr .about")).allMatch(each -> !each.getAttribute("textContent").isEmpty());
        savePicture(figure, path.replaceAll("\\W", "-"));
    }

    @Test
    void showsTheWayOfAnEventThatIsOpened() {
        run("callable/body");
        WebElement figure = awaitFigure("true");
        List<WebElement> rows = all(figure, "tr[data-number]");
        WebElement started = rows.stream()
                .filter(row -> row.findElement(By.tagName("a")).getAttribute("textContent").equals("startAsync"))
                .findFirst().orElseThrow();

        figure.findElement(By.cssSelector(".events > summary")).click();
        started.findElement(By.tagName("summary")).click();

        assertThat(all(started, "li")).extracting(WebElement::getText).containsSubsequence("DispatcherServlet.doDispatch",
                "CallableMethodReturnValueHandler.handleReturnValue", "WebAsyncManager.startCallableProcessing");
    }

    @Test
    void showsARequestParkedWhileItIs() {
        WebElement delay = browser.findElement(By.id("delay"));
        delay.clear();
        delay.sendKeys("4000");
        run("callable/body");

        WebElement figure = awaitFigure("false");
        await().untilAsserted(() -> assertThat(all(figure, ".scaled .parked")).hasSize(1));
        assertThat(figure.findElement(By.tagName("figcaption")).getText()).endsWith("so far …");

        awaitFigure("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"callable", "task", "deferred", "reactive", "lost"})
    void namesTheRequestAsTheLogDoes(String pattern) {
        run("context/" + pattern);

        WebElement figure = awaitFigure("true");

        String id = figure.findElement(By.cssSelector(".request-id code")).getText();
        assertThat(id).matches("[0-9a-f-]{36}");
        await().untilAsserted(() -> assertThat(browser.findElement(By.cssSelector("#grid .run pre")).getText())
                .contains("\"id\": \"" + id + "\""));
    }

    @ParameterizedTest
    @CsvSource({"ko, 컨테이너 스레드가, 패턴", "zh, 容器线程, 模式"})
    void speaksTheLanguageThatWasChosen(String language, String sentence, String patterns) {
        try {
            browser.findElement(By.cssSelector(".languages [hreflang=" + language + "]")).click();
            browser.findElement(By.cssSelector(".brand")).click();
            assertThat(browser.findElement(By.cssSelector("header nav a")).getText()).isEqualTo(patterns);

            run("callable/body");

            assertThat(awaitFigure("true").findElement(By.tagName("figcaption")).getText()).startsWith(sentence);
        } finally {
            browser.manage().deleteAllCookies();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/stream", "/reactive", "/orders", "/textbook", "/migration", "/doctor"})
    void hasAMenuOfPagesThatMarksItsOwn(String page) {
        browser.get(tomcat.uri("/async-showcase" + page).toString());

        List<WebElement> menu = browser.findElements(By.cssSelector("header nav:first-of-type a"));

        assertThat(menu).extracting(each -> each.getDomAttribute("href")).hasSize(8).doesNotHaveDuplicates()
                .noneMatch(link -> link.contains("#"));
        assertThat(menu).filteredOn(each -> "page".equals(each.getDomAttribute("aria-current")))
                .extracting(each -> each.getDomAttribute("href")).containsExactly("/async-showcase" + page);
        assertThat(all(browser.findElement(By.tagName("footer")), "a")).extracting(each -> each.getDomAttribute("href"))
                .containsExactly("/async-showcase/docs", "/async-showcase/login");
    }

    @Test
    void listsTheConfigurationOnceAndClosed() {
        WebElement list = browser.findElement(By.xpath("//main/details"));

        assertThat(list.getDomAttribute("open")).isNull();
        assertThat(all(list, "a")).extracting(each -> each.getDomAttribute("href"))
                .contains("/async-showcase/source/webapp/web.xml", "/async-showcase/source/webapp/spring/web/mvc.xml")
                .hasSizeGreaterThan(20);
    }

    /** In English; the text for a browser without script is not shown. */
    @Test
    void comesToACallableWithinSixtyWords() {
        String before = (String) browser.executeScript("const all = document.createRange(); all.setStart(document.body, 0);"
                + "all.setEndAfter(document.querySelector('#load form button')); const box = document.createElement('div');"
                + "box.append(all.cloneContents()); box.querySelectorAll('noscript').forEach(each => each.remove());"
                + "return box.textContent");

        assertThat(before).contains("callable");
        assertThat(before.trim().split("\\s+")).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void pointsAtTheMarkOfTheRowThatHasTheFocus() {
        run("callable/rejected");
        WebElement figure = awaitFigure("true");

        openTheLanes(figure);
        figure.findElement(By.cssSelector(".events > summary")).click();
        browser.executeScript("arguments[0].focus()", figure.findElement(By.cssSelector("tr[data-number='3'] a")));

        assertThat(all(figure, "svg .mark.pointed")).extracting(each -> each.getDomAttribute("data-number"))
                .containsExactly("3");
    }

    @Test
    void givesTheTextRoomOnAPhone() {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 800, "deviceScaleFactor", 2, "mobile", true));
        run("callable/body");
        WebElement figure = awaitFigure("true");

        Object overflow = browser.executeScript("return document.documentElement.scrollWidth - innerWidth");
        Object textWidth = browser.executeScript("return arguments[0].getScreenCTM().a",
                figure.findElement(By.tagName("svg")));
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());

        assertThat((Long) overflow).isLessThanOrEqualTo(0);
        assertThat(((Number) textWidth).doubleValue()).isBetween(0.99, 1.01);
    }

    @Test
    void comparesWhatWaitsBehindBlockingAndCallable() {
        browser.executeScript("arguments[0].click()", browser.findElement(By.id("compare-run")));

        await().until(() -> !browser.findElement(By.id("compare-finding")).getText().isEmpty());

        // 20 threads of the container, five requests: neither has a short one wait for a long one
        assertThat(shortAnswers("/blocking/body").get("first").doubleValue()).isNegative();
        assertThat(shortAnswers("/callable/body").get("first").doubleValue()).isNegative();
        assertThat(browser.findElements(By.cssSelector("#compare .timeline[data-complete=true]"))).hasSize(2);
    }

    @Test
    void showsShortRequestsQueueBehindBlockingOnesOnly() {
        try (Tomcat narrow = startTomcat("HomePageIT-4-threads", "-Dtests.threads=4")) {
            browser.get(narrow.uri("/async-showcase/").toString());
            browser.executeScript("arguments[0].click()", browser.findElement(By.id("compare-run")));

            await().until(() -> !browser.findElement(By.id("compare-finding")).getText().isEmpty());

            assertThat(browser.findElement(By.id("compare-finding")).getText())
                    .startsWith("Behind 5 blocking requests a short one took up to ");
            assertThat(shortAnswers("/blocking/body").get("slowest").doubleValue()).isPositive();
            assertThat(shortAnswers("/callable/body").get("first").doubleValue()).isNegative();
            assertThat(Browser.errors(browser)).isEmpty();
            leave();
        }
    }

    /**
     * The first and the slowest answer to the short requests that were sent while all long ones of this path ran: in ms
     * after the first answer to a long one. A long request that blocks must end before the short one gets its thread.
     */
    @SuppressWarnings("unchecked")
    private Map<String, Number> shortAnswers(String longPath) {
        return (Map<String, Number>) browser.executeScript(
                "const sent = path => performance.getEntriesByType('resource').filter(each => each.name.includes(path));"
                + "const long = sent(arguments[0]);"
                + "const begin = Math.max(...long.map(each => each.requestStart));"
                + "const end = Math.min(...long.map(each => each.responseEnd));"
                + "const short = sent('/status').filter(each => each.requestStart > begin && each.requestStart < end);"
                + "const slowest = short.reduce((one, other) => other.duration > one.duration ? other : one);"
                + "const first = Math.min(...short.map(each => each.responseEnd));"
                + "return {first: first - end, slowest: slowest.responseEnd - end}",
                longPath);
    }

    /** As it is set when the page is opened: who queues behind whom, and nothing is refused. */
    @Test
    void showsHowLongAShortRequestWaitsBesideBlockingOnesAndBesideCallables() {
        click("#load form button");

        await().until(() -> !text("#load-finding").isEmpty() && text("#load .state").isEmpty());
        Matcher finding = Pattern.compile("A short request waited ([\\d.]+) (m?s) beside blocking requests, ([\\d.]+) (m?s) "
                + "beside Callables\\.").matcher(text("#load-finding"));
        assertThat(finding.matches()).as(text("#load-finding")).isTrue();
        assertThat(text("#announce")).isEqualTo(text("#load-finding"));
        List<Double> bars = all(browser.findElement(By.id("load-waits")), "svg .wait").stream()
                .map(bar -> Double.valueOf(bar.getDomAttribute("width"))).collect(Collectors.toList());
        assertThat(bars).hasSize(2);
        double width = millis(finding.group(3), finding.group(4)) / millis(finding.group(1), finding.group(2)) * bars.get(0);
        // to scale, but for the least that can be seen
        assertThat(bars.get(1)).isCloseTo(Math.max(width, 4), withinPercentage(10));

        click("#load-more summary");
        for (String pattern : List.of("blocking", "callable")) {
            WebElement side = browser.findElement(By.cssSelector("#load [data-pattern=" + pattern + "]"));
            await().until(() -> all(side, "svg .request.ok").size() == 40);
            assertThat(all(side, "svg .strip")).hasSize(2);
            assertThat(all(side, "dd").get(2).getText()).isEqualTo("40, 0, 0");
        }
        assertThat(text("#load [data-pattern=blocking] dd")).isEqualTo("10 of 10");
    }

    private void run(String path) {
        WebElement cell = browser.findElement(By.cssSelector("a.cell[href*='/" + path + "']"));
        browser.executeScript("arguments[0].click()", cell);
    }

    private void openTheLanes(WebElement figure) {
        browser.executeScript("arguments[0].querySelector('.who').open = true", figure);
        await().until(() -> !all(figure, ".who svg .mark").isEmpty());
    }

    private WebElement awaitFigure(String complete) {
        By figure = By.cssSelector("#grid .timeline[data-complete=" + complete + "]");
        await().until(() -> !browser.findElements(figure).isEmpty());
        return browser.findElement(figure);
    }

    private void savePicture(WebElement figure, String name) throws IOException {
        await().until(() -> !browser.findElements(By.cssSelector(".run[data-over]")).isEmpty());
        Files.createDirectories(SCREENSHOTS);
        browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", figure);
        Files.write(SCREENSHOTS.resolve(name + ".png"), figure.getScreenshotAs(OutputType.BYTES));
    }

    private static List<WebElement> all(WebElement figure, String selector) {
        return figure.findElements(By.cssSelector(selector));
    }

    private static double millis(String figure, String unit) {
        return Double.parseDouble(figure) * (unit.equals("s") ? 1_000 : 1);
    }

    /** The picture that opens the README. */
    @Test
    void hasRoomForATimelineBesideTheFiguresOnADesktop() throws IOException {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 1200, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
        run("callable/body");
        Rectangle figure = awaitFigure("true").getRect();
        await().until(() -> browser.findElement(By.id("parked")).getText().equals("0"));
        Rectangle patterns = browser.findElement(By.id("patterns")).getRect();
        // the figures beside them stay at the top of the window
        browser.executeScript("scrollTo(0, arguments[0])", patterns.y - 10);
        Rectangle figures = browser.findElement(By.id("figures")).getRect();
        Object overflow = browser.executeScript("return document.documentElement.scrollWidth - innerWidth");
        Object picture = browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true,
                "clip",
                Map.of("x", 0, "y", patterns.y - 10, "width", 1200, "height", figure.y + figure.height + 20 - patterns.y,
                "scale", 1))).get("data");
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());

        assertThat((Long) overflow).isLessThanOrEqualTo(0);
        assertThat(figure.x + figure.width).isBetween(700, figures.x);
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve("home.png"), Base64.getDecoder().decode((String) picture));
    }

    /** By forms, as without script: the answer to a POST cannot be asked for again. */
    @ParameterizedTest
    @CsvSource({"upload-form, Upload", "publish, 400 Bad Request"})
    void leadsFromTheAnswerToAPostToTheHomePageInTheLanguageThatIsChosen(String form, String answer, @TempDir Path folder)
            throws IOException {
        Path file = Files.write(folder.resolve("one-byte"), new byte[] {1});
        browser.findElement(By.name("file")).sendKeys(file.toAbsolutePath().toString());
        browser.executeScript("document.querySelector('#publish [name=symbol]').value = '';"
                + "document.getElementById(arguments[0]).submit()", form);
        assertThat(title()).isEqualTo(answer);
        // that Chromium mentions the 400
        Browser.errors(browser);

        chooseKorean();

        assertThat(title()).isEqualTo("Spring MVC의 비동기 요청");
    }

    @Test
    void leadsFromAnOrderThatWasPlacedToItsOwnPageInTheLanguageThatIsChosen() {
        String id = placeAnOrder();

        chooseKorean();

        assertThat(title()).isEqualTo("주문");
        assertThat(order()).isEqualTo(id);
    }

    @Test
    void placesNoOtherOrderWhereThePageOfOneIsLoadedAgain() {
        String id = placeAnOrder();

        browser.navigate().refresh();

        assertThat(order()).isEqualTo(id);
        browser.get(tomcat.uri("/async-showcase/orders").toString());
        assertThat(browser.findElement(By.cssSelector("tbody td")).getText()).isEqualTo(id);
    }

    private String placeAnOrder() {
        browser.get(tomcat.uri("/async-showcase/orders").toString());
        browser.findElement(By.cssSelector("main form button")).click();
        // the click does not wait for what the reply leads to
        await().until(() -> browser.getCurrentUrl().contains("/orders/")
                && !browser.findElements(By.cssSelector(".fields dd")).isEmpty());
        return order();
    }

    private String order() {
        return browser.findElement(By.cssSelector(".fields dd")).getText();
    }

    @Test
    void keepsTheQueryAndThePlaceInAnotherLanguage() {
        browser.get(tomcat.uri("/async-showcase/?a=%26%3D%C3%A4&lang=zh&a=2#compare").toString());

        chooseKorean();

        assertThat(browser.getCurrentUrl()).endsWith("/async-showcase/?a=%26%3D%C3%A4&a=2&lang=ko#compare");
        assertThat(title()).isEqualTo("Spring MVC의 비동기 요청");
    }

    @Test
    void comesBackToTheFormFromAQuoteThatIsPublishedWithoutScript() {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            open();
            assertThat(browser.findElement(By.id("park")).isDisplayed()).isFalse();
            browser.findElement(By.cssSelector("#publish button:last-of-type")).click();

            await().until(() -> browser.getCurrentUrl().endsWith("/async-showcase/?published#quotes"));
            awaitText("#quotes [role=status]", "Your quote has been published.");
        } finally {
            browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    /** Leaves no cookie to the next test. */
    private void chooseKorean() {
        browser.findElement(By.cssSelector(".languages [hreflang=ko]")).click();
        browser.manage().deleteAllCookies();
    }

    private String title() {
        return browser.findElement(By.tagName("h1")).getText();
    }
}
