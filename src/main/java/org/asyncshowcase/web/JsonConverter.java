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
 * container sends it in chunks, and the last one, of no bytes, is a write and a packet of its own. What is answered to many
 * at once is converted once.
 */
final class JsonConverter extends MappingJackson2HttpMessageConverter {

    private final Class<?> shared;
    private volatile Written last;

    /** @param shared a type whose objects never change, and of which one may be the answer to many requests */
    JsonConverter(JsonMapper mapper, Class<?> shared) {
        super(mapper);
        this.shared = shared;
    }

    @Override
    protected void writeInternal(Object object, Type type, HttpOutputMessage message) throws IOException {
        Written written = last;
        if (written == null || written.object != object) {
            written = new Written(object, bytes(object, type, message.getHeaders()));
            last = shared.isInstance(object) ? written : last;
        }
        message.getHeaders().setContentLength(written.json.length);
        message.getBody().write(written.json);
    }

    private byte[] bytes(Object object, Type type, HttpHeaders headers) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        super.writeInternal(object, type, new HttpOutputMessage() {

            @Override
            public OutputStream getBody() {
                return json;
            }

            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }
        });
        return json.toByteArray();
    }

    /** An object, and what was written of it. */
    private static final class Written {

        private final Object object;
        private final byte[] json;

        Written(Object object, byte[] json) {
            this.object = object;
            this.json = json;
        }
    }
}
