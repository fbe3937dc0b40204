package org.asyncshowcase.browser;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page of the reactive return values. */
@Runs(on = On.OLD, inMatrixOnly = true)
class ReactiveIT extends PageTest {

    private static final Pattern FINDING =
            Pattern.compile("stopped after (\\d+) rows read and (\\d+) made: (\\d+) were in the buffers between\\.");

    @Test
    void runsEachTypeInPlaceAndDrawsItsTimeline() {
        open();
        List<WebElement> types = browser.findElements(By.cssSelector("#types tbody a"));
        assertThat(types).hasSize(7);

        for (int row = 0; row < types.size(); row++) {
            WebElement type = types.get(row);
            browser.executeScript("arguments[0].click()", type);
            // below its own row; each row before it has such a one too
            String answer = "#types tbody tr.answers:nth-child(" + (2 * row + 2) + ") .run ";
            await().until(() -> !browser.findElements(By.cssSelector(answer)).isEmpty());
            awaitText(answer + ".request code", "GET " + type.getText());
            awaitText(answer + ".state", "200 after");
            await().until(() -> !browser.findElements(By.cssSelector(answer + ".timeline[data-complete=true]")).isEmpty());
        }
    }

    @Test
    void asksThreePartnersAtOnceAndOneAfterTheOther() {
        // the first call makes connections and loads classes: on a busy machine it takes longer than a partner may
        await().until(() -> new ObjectMapper().readTree(
                tomcat.uri("/async-showcase/reactive/client?delay=0").toURL()).get("outcome").asText().equals("value"));
        open();
        click("#client .first");

        awaitText("#client .finding", "At once: ");
        assertThat(browser.findElements(By.cssSelector("#client .timeline"))).hasSize(2);
        for (WebElement answer : browser.findElements(By.cssSelector("#client .run pre"))) {
            assertThat(answer.getText()).contains("\"outcome\": \"value\"");
        }
    }

    @Test
    void namesThePartnerThatFailed() {
        open();
        browser.executeScript("document.querySelector('#client [name=fail]').value = 'stock'");
        click("#client .first");

        awaitText("#client .finding", "At once: ");
        for (WebElement answer : browser.findElements(By.cssSelector("#client .run pre"))) {
            assertThat(answer.getText()).contains("\"outcome\": \"partial\"", "\"reason\": \"answered 500\"");
        }
    }

    @Test
    void followsTheQuotes() {
        open();
        click("#live-start");
        await().until(() -> browser.findElements(By.cssSelector("#flux .quote")).size() >= 2);
        awaitText("#live-state", "connected");

        click("#live-stop");

        awaitText("#live-state", "stopped");
    }

    @Test
    void stopsTheSourceOfAReaderThatReadsSlowly() {
        open();
        click("#pressure .slow");
        awaitText("#pressure .state", "rows read: ");
        // Chromium takes some 50 MB first; after that a row is made where one is read, and it reads a part twice a second
        long[] made = {0, 0};
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            made[0] = made[1];
            made[1] = status().at("/reactive/streams/0/emitted").asLong();
            return made[1] > 10_000 && made[1] - made[0] < 5_000;
        });

        click("#pressure .stop");

        awaitText("#pressure .finding", "stopped after ");
        Matcher finding = FINDING.matcher(text("#pressure .finding").replace(",", ""));
        assertThat(finding.matches()).as(text("#pressure .finding")).isTrue();
        long read = Long.parseLong(finding.group(1));
        assertThat(Long.parseLong(finding.group(2)) - read).isPositive()
                .isEqualTo(Long.parseLong(finding.group(3)));
    }

    @Test
    void closesTheConnectionOfAPageThatIsLeftForAnother() throws Exception {
        open();
        click("#pressure .slow");
        awaitText("#pressure .state", "rows read: ");
        await().until(() -> status().at("/reactive/open").asInt() == 1);

        browser.get(tomcat.uri("/async-showcase/orders").toString());

        await().until(() -> status().at("/reactive/open").asInt() == 0);
    }

    private void open() {
        browser.get(tomcat.uri("/async-showcase/reactive").toString());
        // the scripts have started
        await().until(() -> browser.findElement(By.cssSelector("#client .first")).isDisplayed());
    }
}
