package org.asyncshowcase.errors;

import com.fasterxml.jackson.databind.JsonMappingException;
import org.asyncshowcase.InvalidValueException;
import org.asyncshowcase.NotFoundException;
import org.asyncshowcase.UnavailableException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** What a client is told of a failure: the field, the rule; never a class, a foreign message, or its own input. */
final class Details {

    private Details() {
    }

    static String of(Exception failure, HttpStatus status) {
        InvalidValueException invalid = invalidValue(failure);
        if (invalid != null) {
            return invalid.getMessage();
        }
        if (failure instanceof NotFoundException || failure instanceof UnavailableException) {
            return failure.getMessage();
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
            case UNSUPPORTED_MEDIA_TYPE:
                return "the body is of a type that this path does not read";
            case PAYLOAD_TOO_LARGE:
                return "file: is larger than the limit";
            case SERVICE_UNAVAILABLE:
                return "there was no time or no room for this request; try again later";
            default:
                return status.is5xxServerError() ? "the server failed; its log says why" : status.getReasonPhrase();
        }
    }

    /** The refusal of one of our own value checks, wherever a converter or Jackson has wrapped it; or null. */
    static InvalidValueException invalidValue(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof InvalidValueException) {
                return (InvalidValueException) each;
            }
        }
        return null;
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
        if (failure.getCause() instanceof JsonMappingException) {
            return ((JsonMappingException) failure.getCause()).getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName).filter(name -> name != null)
                    .findFirst().orElse(null);
        }
        return null;
    }
}
