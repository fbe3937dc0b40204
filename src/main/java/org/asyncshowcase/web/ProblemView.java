package org.asyncshowcase.web;

import java.util.List;
import java.util.Locale;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.json.MappingJackson2JsonView;

import static java.util.Comparator.comparing;

/** Shows a problem as JSON, or as a page where {@code Accept} prefers one. */
final class ProblemView {

    /** Its texts are in one language, whichever the request's is. */
    private final MappingJackson2JsonView json = new MappingJackson2JsonView(Json.mapper()) {
        @Override
        protected void prepareResponse(HttpServletRequest request, HttpServletResponse response) {
            super.prepareResponse(request, response);
            response.setLocale(Locale.ENGLISH);
        }
    };
    private final ContentNegotiationStrategy accept;
    private final int retryAfterSeconds;

    /** @param retryAfterSeconds how long a 503 asks its client to wait */
    ProblemView(ContentNegotiationStrategy accept, int retryAfterSeconds) {
        this.accept = accept;
        this.retryAfterSeconds = retryAfterSeconds;
        json.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.setModelKey("problem");
        json.setExtractValueFromSingleKeyModel(true);
        // so that a client that is refused while it sends knows what is the whole answer
        json.setUpdateContentLength(true);
    }

    /** Called by a container thread, before the response is committed. */
    ModelAndView of(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        HttpStatus status = HttpStatus.valueOf(problem.getStatus());
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        }
        ModelAndView answer = prefersHtml(request) ? new ModelAndView("error") : new ModelAndView(json);
        answer.addObject("problem", problem);
        answer.setStatus(status);
        return answer;
    }

    /** Whatever it accepts, the client gets an answer: what cannot be parsed prefers nothing. */
    private boolean prefersHtml(HttpServletRequest request) {
        try {
            List<MediaType> accepted = accept.resolveMediaTypes(new ServletWebRequest(request));
            return quality(MediaType.TEXT_HTML, accepted) > quality(MediaType.APPLICATION_JSON, accepted)
                    && quality(MediaType.TEXT_HTML, accepted) > quality(MediaType.APPLICATION_PROBLEM_JSON, accepted);
        } catch (HttpMediaTypeNotAcceptableException ex) {
            return false;
        }
    }

    /** The quality that the most specific range gives to the type (RFC 9110, section 12.5.1). */
    private static double quality(MediaType type, List<MediaType> accepted) {
        return accepted.stream().filter(range -> range.includes(type))
                .max(comparing((MediaType range) -> !range.isWildcardType()).thenComparing(MediaType::isConcrete))
                .map(MediaType::getQualityValue).orElse(0.0);
    }
}
