package org.asyncshowcase;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON with its length, in one write: Spring's own does not know its length when it begins. */
final class JsonConverter extends JacksonJsonHttpMessageConverter {

    JsonConverter(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    protected void writeInternal(Object object, ResolvableType type, HttpOutputMessage message, Map<String, Object> hints)
            throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        super.writeInternal(object, type, new HttpOutputMessage() {

            @Override
            public OutputStream getBody() {
                return json;
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        }, hints);
        message.getHeaders().setContentLength(json.size());
        json.writeTo(message.getBody());
    }
}
