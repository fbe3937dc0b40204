package org.asyncshowcase.browser;

import java.util.List;

import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page of the sockets: five ways to the same quotes, cut off and resumed; and an order. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
class SocketPageIT extends PageTest {

    @BeforeEach
    void open() {
        browser.get(tomcat.uri("/async-showcase/socket").toString());
        await().until(() -> browser.findElement(By.cssSelector("#five .start")).isDisplayed());
    }

    @ParameterizedTest
    @CsvSource({"'', websocket", "websocket, websocket", "xhr-streaming, xhr-streaming", "eventsource, eventsource",
            "xhr-polling, xhr-polling"})
    void allFiveHaveTheSameQuotesAlsoAfterACut(String transport, String shown) {
        browser.executeScript("document.querySelector('#five select').value = arguments[0]", transport);
        click("#five .start");
        awaitQuotes();
        assertThat(text("[data-way=sockjs] .state")).isEqualTo("connected by " + shown);

        click("#five .cut");
        awaitText("[data-way=websocket] .state", "not connected");
        browser.executeScript("document.querySelectorAll('#five .quotes').forEach(list => { list.textContent = ''; })");
        awaitQuotes();
        click("#five .stop");

        assertThat(text("#five .finding")).as(text("#five"))
                .matches("All five have the same \\d+ quotes: none is missing\\.");
    }

    /** When they are stopped the poll has not got what the others have: it comes two seconds later. */
    @Test
    void nothingIsMissingOfAWayThatIsBehind() {
        browser.executeScript("const get = window.fetch; window.fetch = (url, options) => String(url).includes('/quotes')"
                + " ? get(url, options).then(got => new Promise(resolve => setTimeout(resolve, 2000, got)))"
                + " : get(url, options)");
        click("#five .start");
        awaitQuotes();
        click("#five .stop");

        assertThat(text("#five .finding")).as(text("#five"))
                .matches("All five have the same \\d+ quotes: none is missing\\.");
    }

    /** Each way once, whatever the cut that was meanwhile stopped would open; and the sockets that are over say nothing. */
    @Test
    void startsOnceAfterACutThatIsStopped() {
        browser.executeScript("window.opened = 0; window.EventSource = class extends EventSource {"
                + " constructor(url) { super(url); window.opened++; } }");
        click("#five .start");
        awaitQuotes();
        click("#five .cut");
        click("#five .stop");
        click("#five .start");
        // the time of the cut is over
        browser.executeAsyncScript("setTimeout(arguments[0], 3000)");
        awaitQuotes();

        assertThat(browser.executeScript("return window.opened")).isEqualTo(4L);
        click("#five .stop");
        await().until(() -> status().get("sockets").asInt() == 0);
        assertThat(browser.findElements(By.cssSelector("#five .state"))).extracting(WebElement::getText)
                .containsOnly("stopped");
    }

    /** That of polling is over by then; the others stay open, and their sentence says so. */
    @ParameterizedTest
    @CsvSource({"xhr-streaming, false", "eventsource, false", "xhr-polling, true"})
    void drawsTheRequestThatBringsTheMessages(String transport, boolean complete) {
        browser.executeScript("document.querySelector('#five select').value = arguments[0]", transport);
        click("#five .start");

        String figure = "#five .drawn .timeline[data-complete=" + complete + "]";
        await().until(() -> names(figure).contains("write"));
        assertThat(names(figure)).containsSubsequence("doFilter", "startAsync", "doFilterReturned");
        assertThat(names(figure)).doesNotContain("dispatch");
        assertThat(names(figure).contains("complete")).isEqualTo(complete);
        assertThat(browser.findElements(By.cssSelector(figure + " svg.scaled .strip"))).isNotEmpty();
        assertThat(text(figure + " .request-id")).isNotEmpty();
        assertThat(browser.findElement(By.cssSelector(figure + " svg.scaled title")).getDomProperty("textContent"))
                .contains(transport.replace("-polling", "").replace('-', '_'));
    }

    @Test
    void answersAnOrderOverTheSocket() {
        click("#five .start");
        await().until(() -> browser.findElement(By.cssSelector("#order button")).isEnabled());
        click("#order button");

        await().untilAsserted(() -> assertThat(text("#order .finding")).matches("10 ACME at \\S+, confirmed: order \\S+"));
    }

    /** Read at once: the rows are drawn anew. */
    @SuppressWarnings("unchecked")
    private List<String> names(String figure) {
        return (List<String>) browser.executeScript(
                "return Array.from(document.querySelectorAll(arguments[0]), name => name.textContent)",
                figure + " tbody th a");
    }

    private void awaitQuotes() {
        await().until(() -> browser.findElements(By.cssSelector("[data-way] li:nth-child(3)")).size() == 5);
    }
}
