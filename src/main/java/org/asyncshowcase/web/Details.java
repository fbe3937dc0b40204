package org.asyncshowcase.web;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.server.ResponseStatusException;

/** What an answer says about a failure: the field, the rule; never a class, a foreign message, or its own input. */
final class Details {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z]{1,20}");

    private Details() {
    }

    static String of(Exception failure, HttpStatus status) {
        Throwable stating = stating(failure);
        String reason = stating == null ? null : reason(stating);
        if (reason != null) {
            return reason;
        }
        if (failure instanceof MultipartException) {
            return "the parts cannot be read, or are too many";
        }
        String field = field(failure);
        return field != null ? field + ": is missing or not usable" : of(status);
    }

    static String of(HttpStatus status) {
        switch (status) {
            case BAD_REQUEST:
                return "the request cannot be read";
            case NOT_FOUND:
                return "there is nothing at this path";
            case METHOD_NOT_ALLOWED:
                return "the header Allow names the methods that this path has";
            case NOT_ACCEPTABLE:
                return "there is no answer of a type that the header Accept allows";
            case REQUEST_TIMEOUT:
                return "the body did not come in time";
            case UNSUPPORTED_MEDIA_TYPE:
                return "the body is of a type that this path does not read";
            case PAYLOAD_TOO_LARGE:
                return "the body is larger than the limit";
            case NOT_IMPLEMENTED:
                return "this path does not know the method";
            case LENGTH_REQUIRED:
                return "a form must tell its length, by the header Content-Length";
            case SERVICE_UNAVAILABLE:
                return "there was no time or no room for this request; try again later";
            default:
                return status.is5xxServerError() ? "the server failed; its log says why" : status.getReasonPhrase();
        }
    }

    /** What states its own status, wherever a converter, Jackson or the reader of an upload has wrapped it; or null. */
    static Throwable stating(Throwable failure) {
        return failure == null || status(failure) != null ? failure : stating(failure.getCause());
    }

    /** The status that this exception states, whatever it wraps; or null. */
    static HttpStatus status(Throwable failure) {
        if (failure instanceof BodyTooLargeException) {
            return HttpStatus.PAYLOAD_TOO_LARGE;
        }
        if (failure instanceof ResponseStatusException) {
            return HttpStatus.valueOf(((ResponseStatusException) failure).getStatus().value());
        }
        ResponseStatus annotation = AnnotatedElementUtils.findMergedAnnotation(failure.getClass(), ResponseStatus.class);
        return annotation == null ? null : annotation.code();
    }

    private static String reason(Throwable failure) {
        return failure instanceof ResponseStatusException ? ((ResponseStatusException) failure).getReason()
                : failure.getMessage();
    }

    private static String field(Exception failure) {
        if (failure instanceof MissingServletRequestParameterException) {
            return ((MissingServletRequestParameterException) failure).getParameterName();
        }
        if (failure instanceof MissingServletRequestPartException) {
            return ((MissingServletRequestPartException) failure).getRequestPartName();
        }
        if (failure instanceof MethodArgumentTypeMismatchException) {
            return ((MethodArgumentTypeMismatchException) failure).getName();
        }
        if (failure.getCause() instanceof JsonParseException) {
            return named(((JsonParseException) failure.getCause()).getProcessor());
        }
        if (failure.getCause() instanceof JsonMappingException) {
            return ((JsonMappingException) failure.getCause()).getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName).filter(name -> name != null)
                    .findFirst().orElse(null);
        }
        return null;
    }

    /** The field at which the parser stands, where its name may be shown: it is what the client has sent. */
    private static String named(JsonParser parser) {
        try {
            String name = parser == null ? null : parser.currentName();
            return name != null && FIELD.matcher(name).matches() ? name : null;
        } catch (IOException ex) {
            return null;
        }
    }
}
