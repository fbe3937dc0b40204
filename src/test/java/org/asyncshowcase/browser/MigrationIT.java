package org.asyncshowcase.browser;

import java.util.List;

import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page that leads from the old application to the rooms. */
@Runs(on = On.OLD, inMatrixOnly = true)
class MigrationIT extends PageTest {

    @Test
    void showsEachHabitBesideWhatMendsIt() {
        open();

        await().untilAsserted(() -> {
            List<WebElement> codes = browser.findElements(By.cssSelector("#habits pre"));
            assertThat(codes).hasSize(22).allMatch(WebElement::isDisplayed).noneMatch(code -> code.getText().isBlank());
        });
        assertThat(text("#habit-slowcall [data-source]:first-child pre")).contains("public ModelAndView offer(");
        assertThat(text("#habit-slowcall [data-source]:last-child pre")).contains("public Callable<ModelAndView> offer(");
    }

    @Test
    void runsBothSidesAndDrawsTwoTimelines() {
        open();

        for (WebElement button : browser.findElements(By.cssSelector("#habits button.first"))) {
            browser.executeScript("arguments[0].click()", button);
        }

        await().untilAsserted(() ->
                assertThat(browser.findElements(By.cssSelector("#habits .timeline[data-complete=true]"))).hasSize(10));
        for (WebElement state : browser.findElements(By.cssSelector("#habits .run .state"))) {
            assertThat(state.getText()).startsWith("200 after");
        }
        assertThat(text("#habit-slowcall [data-source]:first-child figcaption"))
                .startsWith("The container’s thread was held all the time");
        assertThat(text("#habit-slowcall [data-source]:last-child figcaption")).doesNotContain("all the time");
    }

    /** Each line of the code is seen without scrolling sideways. */
    @Test
    void cutsNoCodeOff() {
        open();
        await().until(() -> browser.findElements(By.cssSelector("#habits pre:not([hidden])")).size() == 22);

        assertThat(browser.executeScript("return Array.from(document.querySelectorAll('#habits pre'))"
                + ".filter(code => code.scrollWidth > code.clientWidth).length")).isEqualTo(0L);
    }

    @Test
    void leadsFromTenQuestionsToARoom() {
        open();

        // its numbers stand left of the text, and within the page: "10." is as wide as 2 letters
        assertThat((Boolean) browser.executeScript("const style = getComputedStyle(document.querySelector('#questions ol'));"
                + "return parseFloat(style.paddingLeft) >= 2 * parseFloat(style.fontSize)")).isTrue();
        assertThat(browser.findElements(By.cssSelector("#questions li a"))).hasSize(10);
    }

    private void open() {
        browser.get(tomcat.uri("/async-showcase/migration").toString());
        await().until(() -> browser.findElement(By.cssSelector("#habits button.first")).isDisplayed());
    }
}
