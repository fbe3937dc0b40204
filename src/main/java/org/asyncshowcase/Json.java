package org.asyncshowcase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The one reader and writer of JSON. */
public final class Json {

    /** An order or a quote fits in far less; 20 requests of 19 MB each ended in OutOfMemoryError. */
    private static final int MAX_BYTES = 4096;

    /** By default Jackson leaves its buffers on the calling thread: the container's own outlive the application, and hold it. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(MAX_BYTES).build()).build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Json() {
    }

    /** Called by any thread. Its settings are nobody's to change. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }
}
