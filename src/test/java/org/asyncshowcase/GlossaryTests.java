package org.asyncshowcase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One term for one thing in each language: the one that is used, and those that were rejected for it. */
class GlossaryTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en| pattern | the room ; these rooms",
            "ko|마이그레이션|=이전",
            "ko|예제| 방은; 방이; 방에; 방의; 방들",
            "ko|롱 폴링|롱 폴은; 롱 폴을; 롱 폴이",
            "ko|Server-Sent Events|서버 전송 이벤트",
            "ko|세요|십시오", "ko|ID| id는; id가; id로",
            "ko|완료|온전",
            "zh|响应|应答",
            "zh|示例|房间",
            "zh|行情模拟器|行情器",
            "zh|合作方|对方;伙伴",
            "zh|订阅者|读者",
            "zh|您|你", "zh|毫秒的|毫秒 的"})
    void isKeptTo(String language, String used, String rejected) throws IOException {
        String file = "messages" + (language.equals("en") ? "" : "_" + language) + ".properties";
        assertThat(Files.readString(Path.of("src/main/resources", file))).contains(used).doesNotContain(rejected.split(";"));
        if (!language.equals("en")) {
            assertThat(Files.readString(Path.of("README." + language + ".md"))).doesNotContain(rejected.split(";"));
        }
    }
}
