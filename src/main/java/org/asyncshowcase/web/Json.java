package org.asyncshowcase.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The one reader and writer of JSON. */
public final class Json {

    /** A partner's answer is far smaller. {@link BodyLimitFilter} lets no request's body through that is as large. */
    private static final int MAX_BYTES = 256 * 1024;

    /**
     * By default Jackson leaves its buffers on the calling thread: the container's own outlive the application, and hold it.
     */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(MAX_BYTES).build())
            // of two values one would be taken, and what comes after the end not be seen
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Json() {
    }

    /** Called by any thread. Its settings are nobody's to change. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
