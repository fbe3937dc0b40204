package org.asyncshowcase.browser;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.asyncshowcase.testing.Browser;
import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page of the streams. */
@Runs(on = On.OLD)
class StreamsIT extends PageTest {

    @Test
    void sharesOneStreamOfQuotesBetweenTabs() {
        follow();
        String first = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        follow();

        awaitText("#live-state", "connected, one stream for 2 tabs");
        awaitStreams(1);

        browser.close();
        browser.switchTo().window(first);
        awaitText("#live-state", "connected, one stream for this tab");
        String last = text(".live-last");
        await().until(() -> !text(".live-last").equals(last));

        click("#live-stop");
        awaitStreams(0);
    }

    @Test
    void goesOnWhereItWasStopped() throws IOException {
        follow();
        click("#live-stop");
        awaitStreams(0);
        String last = text(".live-last");
        int seen = status().get("quotes").asInt();
        await().until(() -> status().get("quotes").asInt() >= seen + 2);
        browser.executeScript("window.shown = ''; new MutationObserver(changes => changes.forEach(change =>"
                + "change.addedNodes.forEach(line => { window.shown += line.textContent + '\\n'; })))"
                + ".observe(document.getElementById('live'), {childList: true})");

        click("#live-start");

        int dash = last.indexOf('-') + 1;
        String next = last.substring(0, dash) + Long.toString(Long.parseLong(last.substring(dash), 36) + 1, 36);
        await().until(() ->
                browser.executeScript("return window.shown").toString().contains(next + "  "));
        click("#live-stop");
    }

    /** A 404 or 503 closes an EventSource for good, and its id is forgotten. */
    @Test
    void comesBackAfterTheApplicationWasAway() throws IOException, InterruptedException {
        follow();
        String before = node();
        String streams = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB).get(tomcat.uri("/async-showcase/reactive").toString());
        String reactive = browser.getWindowHandle();
        await().until(() -> browser.findElement(By.id("live-start")).isDisplayed());
        startToFollow();

        assertThat(tomcat.manage("stop?path=/async-showcase")).startsWith("OK");
        awaitText("#live-state", "refused");
        browser.switchTo().window(streams);
        awaitText("#live-state", "refused");
        assertThat(tomcat.manage("start?path=/async-showcase")).startsWith("OK");

        await().untilAsserted(() -> assertThat(node()).isNotEqualTo(before));
        browser.switchTo().window(reactive);
        await().untilAsserted(() -> assertThat(node()).isNotEqualTo(before));
        awaitText("#live-state", "connected, one stream for this tab");
        // that Chromium mentions each 404
        Browser.errors(browser);
    }

    /** A script knows the ids of events alone: one that had a place, but no event yet, asks for one that no quote has. */
    @ParameterizedTest
    @CsvSource({"true, /q?after=0-0", "false, /q"})
    void comesBackWithAPlaceBeforeTheFirstQuote(boolean wasOpen, String address) throws IOException {
        browser.get(tomcat.uri("/async-showcase/stream").toString());

        Object addresses = browser.executeAsyncScript("const [hub, wasOpen, done] = arguments;"
                + "const addresses = []; let latest;"
                + "window.EventSource = class { constructor(url) { addresses.push(url); latest = this; } "
                + "addEventListener() {} };"
                + "EventSource.CLOSED = 2;"
                + "window.setTimeout = task => task();"
                + "import(hub).then(({join}) => {"
                + "  const tab = {postMessage() {}};"
                + "  join(tab);"
                + "  tab.onmessage({data: '/q'});"
                + "  const first = latest;"
                + "  if (wasOpen) { first.onopen(); first.readyState = 0; first.onerror({target: first}); }"
                + "  first.readyState = 2;"
                + "  first.onerror({target: first});"
                + "  done(addresses);"
                + "})", tomcat.uri("/async-showcase/static/js/quote-hub.js").toString(), wasOpen);

        assertThat(addresses).isEqualTo(List.of("/q", address));
    }

    /** The node that has published the newest quote that is shown: another one after each start. */
    private String node() {
        return browser.executeScript("return document.querySelector('#live .quote').textContent.split('-')[0]").toString();
    }

    @ParameterizedTest
    @CsvSource({"EventSource, 'parked, waiting', 0", "SharedWorker, 'connected, one stream for this tab', 1"})
    void followsTheQuotesWithout(String missing, String state, int streams) {
        Object script = browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "delete window." + missing)).get("identifier");
        follow();
        browser.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));

        awaitText("#live-state", state);
        awaitStreams(streams);
    }

    @ParameterizedTest
    @CsvSource({".first, 100, 'whole: the last line says done, step 20 of 20'",
            ".fail, 45, 'failed: the last line says so, after step 9 of 20'"})
    void tellsHowFarAReportIsAndHowItEnded(String button, String percent, String finding) {
        open();
        browser.executeScript("document.querySelector('#report [name=delay]').value = 20");

        click("#report " + button);

        awaitText("#report .finding", finding);
        assertThat(browser.findElement(By.cssSelector("#report progress")).getDomProperty("value")).isEqualTo(percent);
        await().until(() ->
                !browser.findElements(By.cssSelector("#report .timeline[data-complete=true]")).isEmpty());
    }

    /** The row of the grid: its answer is no JSON, but lines of JSON. */
    @ParameterizedTest
    @ValueSource(strings = {"body", "error"})
    void showsTheLinesOfAReportInTheGrid(String outcome) {
        browser.get(tomcat.uri("/async-showcase/").toString());
        browser.executeScript("document.getElementById('delay').value = 20;"
                + "document.getElementById('delay').dispatchEvent(new Event('input'))");

        click("a.cell[data-outcome=" + outcome + "][href*='/report?']");

        awaitText("#grid .run pre", "{\"percent\":0,\"step\":0,\"steps\":5,\"state\":\"working\"}\n");
        assertThat(text("#grid .run pre")).endsWith(outcome.equals("body") ? "\"done\"}" : "\"failed\"}");
        // its status was 200 either way
        assertThat(browser.findElement(By.cssSelector("#grid .run")).getDomAttribute("data-over"))
                .isEqualTo(outcome.equals("body") ? "ok" : "failed");
    }

    @Test
    void cancelsAnExport() throws IOException {
        open();
        browser.executeScript("document.querySelector('#export select').value = 100000000");
        click("#export .fetch");
        await().until(() ->
                Double.parseDouble(browser.findElement(By.cssSelector("#export progress")).getDomProperty("value")) > 0);
        assertThat(status().at("/executors/exports/active").asInt()).isEqualTo(1);

        click("#export .cancel");

        awaitText("#export .finding", "cancelled: ");
        await().until(() -> status().at("/executors/exports/active").asInt() == 0);
    }

    @Test
    void countsTheRowsOfAnExport() {
        open();
        browser.executeScript("document.querySelector('#export select').value = 100000");

        click("#export .fetch");

        awaitText("#export .finding", "whole: 100,000 rows");
    }

    @Test
    void showsALineOfTheLog() {
        open();
        click("#log .start");
        awaitText("#log .state", "follows");

        click("#log .failure");

        await().until(() ->
                text("#log .log").contains("Failures - GET /async-showcase/blocking/error failed"));
    }

    /** What was followed before says nothing any more, however late it ends. */
    @Test
    void stopsTheLogAtOnceAndFollowsItAgain() {
        open();
        browser.executeScript(
                "window.said = []; new MutationObserver(() => said.push(document.querySelector('#log .state').textContent))"
                + ".observe(document.querySelector('#log .state'), {childList: true})");
        click("#log .start");
        awaitText("#log .state", "follows");

        click("#log .stop");
        assertThat(text("#log .state")).isEqualTo("stopped");
        click("#log .start");
        awaitText("#log .state", "follows");
        String lines = text("#log .state");
        click("#log .failure");
        await().until(() -> !text("#log .state").equals(lines));

        assertThat(browser.executeScript("return said.map(each => each.split(/[ ;]/)[0]).filter(each => each !== "
                + "'follows').join(' ')"))
                .isEqualTo("waits stopped waits");
    }

    /** What the browser says of it is in a language of its own. */
    @Test
    void tellsInTheLanguageOfThePageThatTheLogIsBroken() {
        browser.get(tomcat.uri("/async-showcase/stream?lang=ko").toString());
        browser.manage().deleteAllCookies();
        awaitScripts();
        browser.executeScript("document.getElementById('log').dataset.url = '/nowhere'");
        click("#log .start");
        awaitText("#log .state", "404(으)로 거부됨. 다시 시도합니다");
        browser.executeScript("window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))");

        awaitText("#log .state", "응답 없음. 다시 시도합니다");
        // that Chromium mentions the 404
        Browser.errors(browser);
        click("#log .stop");
    }

    @Test
    void drawsTheFileAndItsBlockingTwin() {
        open();

        click("#file button");

        await().until(() ->
                browser.findElements(By.cssSelector("#file .timeline[data-complete=true]")).size() == 2);
    }

    private void open() {
        browser.get(tomcat.uri("/async-showcase/stream").toString());
        awaitScripts();
    }

    private void awaitScripts() {
        await().until(() -> browser.findElement(By.id("live-start")).isDisplayed());
    }

    /** Until a quote has arrived. */
    private void follow() {
        open();
        startToFollow();
    }

    private void startToFollow() {
        click("#live-start");
        await().until(() -> !browser.findElements(By.cssSelector("#live .quote")).isEmpty());
    }

    private void awaitStreams(int count) {
        await().untilAsserted(() -> assertThat(status().get("streams").asInt()).isEqualTo(count));
    }

    /** At the moment when Stop can be clicked, before anything else can happen in the page. */
    @ParameterizedTest
    @ValueSource(strings = {"SharedWorker", "nothing"})
    void stopsWhileItConnectsWithout(String missing) {
        Object script = browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "delete window." + missing)).get("identifier");
        open();
        browser.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        browser.executeScript("const stop = document.getElementById('live-stop');"
                + "new MutationObserver(() => stop.click()).observe(stop, {attributes: true})");

        click("#live-start");

        awaitText("#live-state", "stopped");
        assertThat(browser.findElement(By.id("live-start")).isEnabled()).isTrue();
        awaitStreams(0);
        assertThat(Browser.errors(browser)).isEmpty();
    }
}
