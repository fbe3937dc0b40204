package org.asyncshowcase.house.docs;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTests {

    private static final Set<String> SERVED = Set.of("/source/org/asyncshowcase/Room.java", "/source/webapp/web.xml",
            "/source/org/asyncshowcase/javaconfig/WebConfig.java", "/source/old/app/java/shop/Order.java",
            "/static/js/load.js", "/source/docs/lifecycle/body.png");

    private final Markdown markdown = new Markdown("docs/", SERVED::contains);

    @Test
    void takesTheHeadingAsTitleAndTheFirstSentenceAsSummary() {
        Document document = markdown.render(
                "# One & `List<T>`\n\n    code\n\nFor [Tomcat 7.0](limits.md)\nand `<b>`. Second.\n\nMore.");

        assertThat(document.getTitle()).isEqualTo("One & List<T>");
        assertThat(document.getSummary()).isEqualTo("For Tomcat 7.0\nand <b>.");
        assertThat(document.getHtml()).doesNotContain("<h1").contains("<p>More.</p>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Time-outs | time-outs",
            "`No bean named '…' available` | no-bean-named--available",
            "`Calling [asyncStart()] … [MUST_ERROR]` | calling-asyncstart--must_error",
            "Spring 5.3, 6.2 and 7 | spring-53-62-and-7"})
    void givesHeadingsTheAnchorsThatGitHubMakes(String heading, String anchor) {
        assertThat(html("## " + heading)).startsWith("<h2 id=\"" + anchor + "\">");
    }

    @Test
    void givesTheSecondOfTwoHeadingsANumber() {
        assertThat(html("## Run\n\n## Run")).contains("<h2 id=\"run\">", "<h2 id=\"run-1\">");
    }

    @Test
    void putsEachTableIntoABoxThatScrolls() {
        assertThat(html("| a | b |\n|---|---|\n| 1<br>2 | `x` |")).contains("<div class=\"scroll\" tabindex=\"0\"><table>",
                "<td>1<br>2</td>", "<td><code>x</code></td>", "</table></div>");
    }

    @Test
    void makesNoHeadingOfAnEmptyCell() {
        assertThat(html("| | b |\n|---|---|\n| 1 | 2 |")).contains("<td></td>", "<th>b</th>").doesNotContain("<th></th>");
    }

    @Test
    void letsCodeBeScrolledByTheKeyboard() {
        assertThat(html("```xml\n<a id=\"x\"/>\n```\n\n    <table>")).contains(
                "<pre tabindex=\"0\"><code class=\"language-xml\">&lt;a id=&quot;x&quot;/&gt;",
                "<pre tabindex=\"0\"><code>&lt;table&gt;").doesNotContain("scroll");
    }

    @Test
    void keepsAnchorsAndLeavesCommentsOut() {
        assertThat(html("<!-- src/old region -->\n<a id=\"trap-1\"></a><a id=\"trap-2\"></a>\n### Text"))
                .startsWith("<p><a id=\"trap-1\"></a><a id=\"trap-2\"></a></p>\n<h3 ").doesNotContain("region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "a <b>b</b>",
            "a <a id=\"x\" onclick=\"y\">b", "<div style=\"order: 7\">\n\nc"})
    void showsNoOtherHtml(String text) {
        assertThat(html(text)).doesNotContain("<script", "<img", "<b>", "<a", "<div", "style");
    }

    @ParameterizedTest
    @CsvSource({
            "limits.md, limits", "streams.md#how-it-ends, streams#how-it-ends", "#trap-1, #trap-1",
            "https://spring.io/a.md, https://spring.io/a.md",
            "../src/main/java/org/asyncshowcase/Room.java, ../source/org/asyncshowcase/Room.java",
            "../src/test/java/org/asyncshowcase/javaconfig/WebConfig.java, "
                    + "../source/org/asyncshowcase/javaconfig/WebConfig.java",
            "../src/main/webapp/WEB-INF/web.xml, ../source/webapp/web.xml",
            "../src/main/webapp/static/js/load.js, ../static/js/load.js",
            "../src/old/app/java/shop/Order.java, ../source/old/app/java/shop/Order.java"})
    void leadsToWhatTheApplicationServes(String link, String target) {
        assertThat(html("a [b](" + link + ") c")).isEqualTo("<p>a <a href=\"" + target + "\">b</a> c</p>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../pom.xml", "../README.md", "../src/test/java/org/asyncshowcase/LimitsIT.java", "../src/old",
            "javascript:alert(1)", "//example.org/a"})
    void leadsNowhereElse(String link) {
        assertThat(html("a [b](" + link + ") c")).isEqualTo("<p>a <a>b</a> c</p>\n");
    }

    @Test
    void showsImages() {
        assertThat(html("![A body](lifecycle/body.png)"))
                .contains("<img src=\"../source/docs/lifecycle/body.png\" alt=\"A body\"");
    }

    private String html(String text) {
        return markdown.render("# Title\n\n" + text + "\n\nEnd.").getHtml().replaceFirst("<p>End.</p>\n$", "");
    }
}
