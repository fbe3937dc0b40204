package org.asyncshowcase.browser;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.asyncshowcase.testing.PageTest;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The documents in a browser: an anchor leads to its place, and no page is wider than a phone. */
@Runs(on = On.OLD, inMatrixOnly = true)
class DocumentPagesIT extends PageTest {

    private static final String SCROLLED = "return Array.from(document.querySelectorAll(arguments[0]))"
            + ".filter(each => each.scrollWidth > each.clientWidth + 1).length";

    static Stream<String> documents() {
        return Stream.of(new File("docs").list((folder, name) -> name.endsWith(".md"))).sorted()
                .map(name -> "/docs/" + name.replace(".md", ""));
    }

    @AfterEach
    void setBack() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void opensAtTheAnchor() {
        open("/docs/migration#trap-23");

        assertThat((Boolean) browser.executeScript("const top = document.getElementById('trap-23')"
                + ".getBoundingClientRect().top; return scrollY > innerHeight && top >= 0 && top < innerHeight")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isNoWiderThanAPhone(String document) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 375, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        open(document);

        assertThat(browser.executeScript(SCROLLED, "html")).isEqualTo(0L);
        assertThat((List<?>) browser.executeScript("return Array.from(document.querySelectorAll('.document *'))"
                + ".filter(each => each.getBoundingClientRect().right > innerWidth && !each.closest('pre, .scroll'))"
                + ".map(each => each.outerHTML.slice(0, 80))")).isEmpty();
    }

    @Test
    void showsItsImages() {
        open("/docs/performance");

        assertThat((List<?>) browser.executeScript("return Promise.all(Array.from(document.images, each => each.decode()"
                + ".then(() => each.naturalWidth > 0)))")).hasSizeGreaterThan(3).allMatch(Boolean.TRUE::equals);
    }

    private void open(String path) {
        browser.get(tomcat.uri("/async-showcase" + path).toString());
    }
}
