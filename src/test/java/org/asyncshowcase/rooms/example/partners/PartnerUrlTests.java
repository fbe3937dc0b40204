package org.asyncshowcase.rooms.example.partners;

import org.junit.jupiter.api.Test;
import org.springframework.web.server.ResponseStatusException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartnerUrlTests {

    @Test
    void isTheSetting() {
        assertThat(new PartnerUrl("https://host:1/app", "/own").of("/a?b=c")).hasToString("https://host:1/app/a?b=c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8080", "http://", "file:///etc/passwd", "http://host/a?b", "http://a b"})
    void namesTheSettingThatIsNone(String setting) {
        assertThatThrownBy(() -> new PartnerUrl(setting, "")).hasMessageContaining("The setting partners.url must be");
    }

    /** Here is no container. */
    @Test
    void tellsWhatToSetWhereTheContainerDoesNotTellItsPort() {
        PartnerUrl self = new PartnerUrl("self", "/own");

        assertThatThrownBy(() -> self.of("/a")).isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("set partners.url");
    }
}
