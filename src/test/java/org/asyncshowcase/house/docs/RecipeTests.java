package org.asyncshowcase.house.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.util.HtmlUtils;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

/** The README's recipe, whose code {@code ReadmeTests} compares with the files. */
class RecipeTests extends RoomTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+\n(.*?)^```$");
    private static final Pattern SHOWN = Pattern.compile("(?s)<pre[^>]*><code class=\"language-\\w+\">(.*?)</code></pre>");

    @ParameterizedTest
    @CsvSource({"en, README.md, The recipe", "ko, README.ko.md, 최소 구성", "zh, README.zh.md, 最小配置"})
    void isOnTheHomePageWordForWord(String language, String readme, String title) throws Exception {
        MvcResult result = mvc.perform(get("/?lang=" + language)).andExpect(view().name("home/home")).andReturn();

        Document recipe = (Document) result.getModelAndView().getModel().get("recipe");
        List<String> shown = SHOWN.matcher(recipe.getHtml()).results().map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                .collect(toList());
        assertThat(recipe.getTitle()).isEqualTo(title);
        assertThat(shown).hasSize(5).isEqualTo(BLOCK.matcher(Files.readString(Path.of(readme))).results()
                .map(found -> found.group(1)).collect(toList()));
        assertThat(recipe.getHtml()).contains("href=\"./source/webapp/web.xml\"", "href=\"docs/guard\"");
    }
}
