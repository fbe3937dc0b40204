package org.asyncshowcase.web;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.MockHttpOutputMessage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;

class JsonConverterTests {

    /** In bytes, and not in characters. */
    @Test
    void tellsTheLengthOfWhatItWrites() throws Exception {
        MockHttpOutputMessage message = new MockHttpOutputMessage();

        new JsonConverter(Json.mapper()).write(Map.of("name", "주문"), APPLICATION_JSON, message);

        assertThat(message.getBodyAsString(UTF_8)).isEqualTo("{\"name\":\"주문\"}");
        assertThat(message.getHeaders().getContentLength()).isEqualTo(message.getBodyAsBytes().length);
    }
}
