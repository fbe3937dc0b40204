package org.asyncshowcase.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pages as a visitor sees them. One Tomcat and one Chromium for all; every test leaves its page before the next begins.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PageTest {

    private static Tomcat shared;

    public Tomcat tomcat;
    public ChromeDriver browser;

    @BeforeAll
    public void start() {
        browser = Browser.shared();
        tomcat = sharedTomcat();
    }

    private static synchronized Tomcat sharedTomcat() {
        if (shared == null) {
            shared = startTomcat("browser-" + System.getProperty("fork"), "-Devents.ticker.period=300",
                    "-Dstream.heartbeat=500", "-Dsocket.connect-timeout=2000");
        }
        return shared;
    }

    /** The first of those that are tested. */
    public static Tomcat startTomcat(String name, String... jvmArguments) {
        return Tomcat.start(Tomcat.first(), name, jvmArguments);
    }

    @AfterEach
    public void leavesNoErrorInTheConsoleAndNothingOpen() {
        List<String> errors = Browser.errors(browser);
        leave();
        assertThat(errors).isEmpty();
        tomcat.awaitRest();
    }

    /** Closes every tab but one, and has no page in that: none asks a server any more. */
    public void leave() {
        List<String> tabs = new ArrayList<>(browser.getWindowHandles());
        for (String tab : tabs.subList(1, tabs.size())) {
            browser.switchTo().window(tab).close();
        }
        browser.switchTo().window(tabs.get(0)).get("about:blank");
        // a language that was chosen
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        // what was cut off by that is no other test's error
        Browser.errors(browser);
    }

    public void click(String selector) {
        browser.executeScript("arguments[0].click()", browser.findElement(By.cssSelector(selector)));
    }

    public String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    public void awaitText(String selector, String start) {
        await().untilAsserted(() -> assertThat(text(selector)).startsWith(start));
    }

    public JsonNode status() throws IOException {
        return new ObjectMapper().readTree(tomcat.uri("/async-showcase/status").toURL());
    }
}
