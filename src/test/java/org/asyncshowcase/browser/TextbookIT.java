package org.asyncshowcase.browser;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page of the manual's own forms, and of what breaks them. */
@Runs(on = On.OLD, inMatrixOnly = true)
class TextbookIT extends PageTest {

    private static final Pattern FIGURE = Pattern.compile("\\d[\\d,]*");

    @Test
    void runsAFormInPlaceAndDrawsItsTimeline() {
        open();
        WebElement form = browser.findElement(By.cssSelector("#types tbody a"));

        browser.executeScript("arguments[0].click()", form);

        awaitText("#types .run .request code", "GET " + form.getText());
        awaitText("#types .run .state", "200 after");
        await().until(() -> !browser.findElements(
                By.cssSelector("#types .run:first-child .timeline[data-complete=true]")).isEmpty());
    }

    /**
     * The other reader of each side, before and beside one that does not read. Meanwhile a request without a time-out waits;
     * it takes as long as the container has it, 10 s or 30 s, and the page is left before that.
     */
    @Test
    void showsAReaderThatStopsThePublisherAndTheTimeOfARequestWithoutATimeout() {
        open();
        assertThat(text("#untimed")).contains("about 31 s");
        click("#untimed button");
        awaitText("#untimed .state", "1");
        assertThat(text("#untimed .finding")).isEmpty();

        List<Integer> events = run("broadcast");

        assertThat(events).hasSize(4);
        assertThat(events.get(0)).isPositive();
        assertThat(events.get(1)).isLessThan(events.get(0));
        assertThat(events.get(3)).isPositive();
    }

    /** Both at the same time: neither disturbs the other. */
    @Test
    void showsQuotesThatAreLost() {
        open();
        click("#between button");

        for (String name : List.of("reconnect", "between")) {
            List<Integer> quotes = name.equals("between") ? awaitFigures(name) : run(name);
            assertThat(quotes).as(name).hasSize(4);
            assertThat(quotes.get(0)).as(name).isLessThan(quotes.get(1));
            assertThat(quotes.get(2)).as(name).isPositive().isEqualTo(quotes.get(3));
        }
    }

    /** Each answer takes longer than the quotes that follow it. */
    @Test
    void losesNothingOfTheRightPollOverASlowLine() {
        open();
        browser.executeScript("const get = window.fetch; window.fetch = (url, options) => String(url).includes('?after=')"
                + " ? get(url, options).then(got => new Promise(resolve => setTimeout(resolve, 1500, got)))"
                + " : get(url, options)");

        List<Integer> quotes = run("between");

        assertThat(quotes.get(2)).isPositive().isEqualTo(quotes.get(3));
    }

    @Test
    void showsAMapThatGrows() {
        List<Integer> results = measured("kept");

        assertThat(results.get(1)).isEqualTo(results.get(0) + 5);
        assertThat(results.get(3)).isEqualTo(results.get(2));
    }

    @Test
    void showsAThreadForEachRequest() {
        List<Integer> threads = measured("threads");

        assertThat(threads.subList(0, 3)).containsExactly(30, 30, 30);
        assertThat(threads.get(3)).isLessThanOrEqualTo(20);
    }

    @Test
    void showsFastWorkThatWaitsForSlowWork() {
        List<Integer> millis = measured("shared");

        // work of 100 ms, behind work of 1,500 ms
        assertThat(millis.get(0)).isGreaterThan(1_000);
        assertThat(browser.findElements(By.cssSelector("#shared .timeline"))).hasSize(2);
    }

    @Test
    void showsInterruptsInPlaceOfTheFallback() {
        List<Integer> failed = measured("interrupted");

        assertThat(failed.get(0)).isPositive();
        // of so many, answered that
        assertThat(failed.subList(1, 5)).containsExactly(10, 500, 0, 10);
    }

    @Test
    void namesTheThreadLocalsThatAreLost() {
        measured("threadlocals");

        assertThat(text("#announce")).isEqualTo(text("#threadlocals .finding"));
        assertThat(text("#threadlocals .finding"))
                .isEqualTo("Lost for a Callable: MDC, user, transaction. For a CompletableFuture: "
                + "MDC, locale, RequestContextHolder, user, transaction. In the pattern context: –.");
    }

    @Test
    void tellsTheExceptionAndTheEmptyBodyOfTwoFilters() {
        List<Integer> answers = measured("filters");

        assertThat(text("#filters .finding"))
                .contains("500, “Async support must be enabled on a servlet and for all filters");
        assertThat(answers.subList(0, 4)).containsExactly(500, 200, 0, 200);
        assertThat(answers.get(4)).isPositive();
    }

    @Test
    void showsWhatIsCountedTwiceAndWhatIsLost() {
        List<Integer> visits = measured("dispatches");

        assertThat(visits.subList(0, 2)).containsExactly(5, 10);
        assertThat(visits.get(2)).isLessThan(5);
        assertThat(visits.subList(3, 6)).containsExactly(5, 5, 5);
    }

    /** Runs an experiment; returns the figures of what it says in the end. */
    private List<Integer> measured(String name) {
        open();
        return run(name);
    }

    private List<Integer> run(String name) {
        click("#" + name + " button");
        return awaitFigures(name);
    }

    private List<Integer> awaitFigures(String name) {
        await().until(() -> !text("#" + name + " .finding").isEmpty());
        String finding = text("#" + name + " .finding");
        assertThat(finding).isNotEqualTo("A connection failed; run it again.");
        return FIGURE.matcher(finding).results().map(figure -> Integer.valueOf(figure.group().replace(",", "")))
                .collect(Collectors.toList());
    }

    private void open() {
        browser.get(tomcat.uri("/async-showcase/textbook").toString());
        // the scripts have started
        await().until(() -> browser.findElement(By.cssSelector("#broadcast button")).isDisplayed());
    }
}
