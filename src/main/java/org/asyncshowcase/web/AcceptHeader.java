package org.asyncshowcase.web;

import java.util.ArrayList;
import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The types that a client accepts: of what can be answered, no more than can be sorted. Spring 5.2 compares types in a way
 * that Java's sort refuses now and then, if there are 32 or more of them (spring-framework 27488).
 */
final class AcceptHeader extends HeaderContentNegotiationStrategy {

    /** Spring sorts these as they are, and then up to two for each: the JSON converter has two types. */
    private static final int SORTABLE = 15;

    /**
     * @return any type, if there are too many: the header may be disregarded (RFC 9110, section 12.5.1)
     * @throws HttpMediaTypeNotAcceptableException if the header cannot be parsed, or leaves nothing in UTF-8
     */
    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        if (ranges(request.getHeaderValues(HttpHeaders.ACCEPT)) > SORTABLE) {
            return MEDIA_TYPE_ALL_LIST;
        }
        // what is answered in another charset would be found out when all is done, and nothing can be written
        List<MediaType> accepted = new ArrayList<>(super.resolveMediaTypes(request));
        accepted.removeIf(range -> range.getCharset() != null && !range.getCharset().equals(UTF_8));
        if (accepted.isEmpty()) {
            throw new HttpMediaTypeNotAcceptableException("all answers are in UTF-8");
        }
        return accepted;
    }

    private static int ranges(String[] headers) {
        String all = StringUtils.arrayToCommaDelimitedString(headers);
        return StringUtils.countOccurrencesOf(all, ",") + 1;
    }
}
