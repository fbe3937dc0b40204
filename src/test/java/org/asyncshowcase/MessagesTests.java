package org.asyncshowcase;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.asyncshowcase.rooms.example.AnswerText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** Every language says all that the pages say, with the same places to be filled in. */
class MessagesTests {

    private static final Path RESOURCES = Paths.get("src/main/resources");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @ValueSource(strings = {"ko", "zh"})
    void haveEveryTextOfTheEnglishFile(String language) throws IOException {
        Properties english = texts("messages.properties");
        Properties translated = texts("messages_" + language + ".properties");

        assertThat(translated.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        assertThat(translated.stringPropertyNames()).allSatisfy(key -> {
            assertThat(translated.getProperty(key)).as(key).isNotBlank();
            assertThat(places(translated, key)).as(key).isEqualTo(places(english, key));
        });
        assertThat(translated.getProperty("page.language")).isEqualTo(language);
    }

    /** A key twice: the second wins, and whoever translates the first wonders. */
    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_ko.properties", "messages_zh.properties"})
    void nameEachTextOnce(String file) throws IOException {
        List<String> keys = Files.readAllLines(RESOURCES.resolve(file)).stream()
                .filter(line -> line.matches("[A-Za-z][\\w.-]*=.*")).map(line -> line.substring(0, line.indexOf('=')))
                .collect(toList());

        assertThat(keys).doesNotHaveDuplicates().hasSize(texts(file).size());
    }

    @ParameterizedTest
    @EnumSource
    void sayInEnglishWhatProgramsGet(AnswerText text) throws IOException {
        String page = texts("messages.properties").getProperty("answer.said." + text);

        assertThat(MessageFormat.format(page, "1000", "2")).isEqualTo(text.with(1000, 2).getDefaultMessage());
    }

    private static TreeSet<String> places(Properties texts, String key) {
        return PLACE.matcher(texts.getProperty(key)).results().map(MatchResult::group)
                .collect(toCollection(TreeSet::new));
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
            texts.load(reader);
        }
        return texts;
    }
}
