package org.asyncshowcase.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

/**
 * Writes JSON with its length. Spring's own flushes an answer before it ends, and does not know its length by then: the
 * container sends it in chunks, and the last one, of no bytes, is a write and a packet of its own.
 */
final class JsonConverter extends MappingJackson2HttpMessageConverter {

    JsonConverter(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    protected void writeInternal(Object object, Type type, HttpOutputMessage message) throws IOException {
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
        });
        message.getHeaders().setContentLength(json.size());
        json.writeTo(message.getBody());
    }
}
