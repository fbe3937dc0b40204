package org.asyncshowcase.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.MockHttpOutputMessage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;

class JsonConverterTests {

    private final JsonConverter converter = new JsonConverter(Json.mapper(), Counted.class);

    /** In bytes, and not in characters. */
    @Test
    void tellsTheLengthOfWhatItWrites() throws Exception {
        MockHttpOutputMessage message = new MockHttpOutputMessage();

        converter.write(Map.of("name", "주문"), APPLICATION_JSON, message);

        assertThat(message.getBodyAsString(UTF_8)).isEqualTo("{\"name\":\"주문\"}");
        assertThat(message.getHeaders().getContentLength()).isEqualTo(message.getBodyAsBytes().length);
    }

    /** As the answer to all who wait for one event. */
    @Test
    void convertsOnceWhatIsWrittenToMany() throws Exception {
        Counted one = new Counted();

        assertThat(written(one)).isEqualTo("{\"read\":1}").isEqualTo(written(one));
        assertThat(written(new Counted())).isEqualTo("{\"read\":1}");
        assertThat(written(one)).isEqualTo("{\"read\":2}");
    }

    @Test
    void convertsAnewWhatMayHaveChanged() throws Exception {
        Map<String, Object> changing = new HashMap<>();
        assertThat(written(changing)).isEqualTo("{}");

        changing.put("price", 1);

        assertThat(written(changing)).isEqualTo("{\"price\":1}");
    }

    private String written(Object object) throws IOException {
        MockHttpOutputMessage message = new MockHttpOutputMessage();
        converter.write(object, APPLICATION_JSON, message);
        return message.getBodyAsString(UTF_8);
    }

    /** Tells how often it was read. */
    static final class Counted {

        private int read;

        public int getRead() {
            return ++read;
        }
    }
}
