package org.asyncshowcase.house.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** Each language says all that English does; what is alike is said once. */
class TextsTests {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}|\\$1");

    @ParameterizedTest
    @ValueSource(strings = {"ko", "zh"})
    void haveEachFindingInEachLanguage(String language) throws IOException {
        Properties english = texts("doctor.properties");
        Properties translated = texts("doctor_" + language + ".properties");
        Texts texts = new Texts(Locale.forLanguageTag(language));

        assertThat(translated.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : keys(english)) {
            assertThat(texts.message(key)).as(key).isNotBlank().isNotEqualTo(new Texts(Locale.ENGLISH).message(key));
            assertThat(places(texts.message(key))).as(key).isEqualTo(places(new Texts(Locale.ENGLISH).message(key)));
            assertThat(texts.words(key).isEmpty()).as(key).isEqualTo(new Texts(Locale.ENGLISH).words(key).isEmpty());
            assertThat(texts.code(key)).as(key).isEqualTo(new Texts(Locale.ENGLISH).code(key));
            if (texts.hasMany(key)) {
                assertThat(places(texts.many(key, 0))).as(key).containsExactly("{0}", "{1}");
            }
        }
    }

    /** A text that no rule asks for is wrong in every language. */
    @Test
    void haveNoOthers() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path each : Files.list(Path.of("src/main/java/org/asyncshowcase/house/doctor")).collect(toList())) {
            sources.append(Files.readString(each));
        }
        assertThat(keys(texts("doctor.properties"))).allSatisfy(key ->
                assertThat(sources).contains('"' + key.replaceFirst("\\.part$", "") + '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en|3 filters lack async-supported: a, b, c. No request|in each <filter>|line 1",
            "ko|필터 3개에 async-supported가 없습니다: a, b, c.|각 <filter>에 추가|1행",
            "zh|3 个过滤器缺少 async-supported：a, b, c。|写在每个 <filter> 中|第 1 行"})
    void sayOnceWhatIsAlike(String language, String message, String words, String place) throws IOException {
        Gathered filters = gathered(language, "a", "b", "c").get(0);

        assertThat(filters.getMessage()).startsWith(message);
        assertThat(filters.getCode()).isEqualTo("<async-supported>true</async-supported>");
        assertThat(filters.getWords()).isEqualTo(words);
        assertThat(filters.getSeverity()).isEqualTo("error");
        assertThat(filters.getFindings()).hasSize(3).first().hasFieldOrPropertyWithValue("place", place);
    }

    @Test
    void sayOfOneWhatItsFindingSays() throws IOException {
        Gathered filter = gathered("en", "a").get(0);

        assertThat(filter.getMessage()).isEqualTo(filter.getFindings().get(0).getMessage());
        assertThat(filter.getWords()).isEqualTo("in <filter> a");
    }

    private static List<Gathered> gathered(String language, String... filters) throws IOException {
        StringBuilder xml = new StringBuilder("<web-app version='3.0'>");
        for (String filter : filters) {
            xml.append("<filter><filter-name>").append(filter).append("</filter-name></filter><filter-mapping><filter-name>")
                    .append(filter).append("</filter-name><url-pattern>/*</url-pattern></filter-mapping>");
        }
        Locale locale = Locale.forLanguageTag(language);
        byte[] bytes = xml.append("</web-app>").toString().getBytes(UTF_8);
        List<Gathered> gathered = Gathered.of(Doctor.examine("web.xml", new ByteArrayInputStream(bytes), 20_000,
                locale), new Texts(locale));
        assertThat(gathered).hasSize(1);
        return gathered;
    }

    private static Set<String> keys(Properties texts) {
        return texts.stringPropertyNames().stream().filter(key -> !key.startsWith("place.") && !key.endsWith(".many"))
                .collect(toSet());
    }

    private static TreeSet<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources", file))) {
            texts.load(reader);
        }
        return texts;
    }
}
