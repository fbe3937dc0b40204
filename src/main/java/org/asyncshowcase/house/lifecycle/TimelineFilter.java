package org.asyncshowcase.house.lifecycle;

import java.io.IOException;
import java.util.Objects;

import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.GenericFilterBean;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * Records the dispatches of a request whose query names a timeline; any other passes untouched. It stands before all
 * other filters, and is no {@code OncePerRequestFilter}: it shall run on each dispatch.
 */
final class TimelineFilter extends GenericFilterBean {

    static final String ENTERED = "doFilter";
    static final String LEFT = "doFilterReturned";
    /** The request's attribute: its {@link Timeline}, or the text that is no id. */
    static final String ATTRIBUTE = TimelineFilter.class.getName();

    private static final String PARAMETER = "timeline";

    private final Timelines timelines;

    TimelineFilter(Timelines timelines) {
        this.timelines = timelines;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest recorded = recorded((HttpServletRequest) request);
        Object timeline = recorded.getAttribute(ATTRIBUTE);
        if (timeline instanceof Timeline) {
            record((Timeline) timeline, recorded, recorded((HttpServletResponse) response, (Timeline) timeline), chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** On a later dispatch it is what the first one has made. */
    private static HttpServletResponse recorded(HttpServletResponse response, Timeline timeline) {
        return WebUtils.getNativeResponse(response, RecordingResponse.class) != null ? response
                : new RecordingResponse(response, timeline);
    }

    private HttpServletRequest recorded(HttpServletRequest request) {
        String query = request.getQueryString();
        if (request.getDispatcherType() != DispatcherType.REQUEST || query == null || !query.contains(PARAMETER)) {
            return request;
        }
        // not getParameter: it would read the body of a form, or the parts of an upload, before their time
        MultiValueMap<String, String> parameters = UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        if (!parameters.containsKey(PARAMETER)) {
            return request;
        }
        String id = Objects.toString(parameters.getFirst(PARAMETER), "");
        if (!Timelines.isId(id)) {
            request.setAttribute(ATTRIBUTE, id);
            return request;
        }
        Timeline timeline = timelines.begin(id, request);
        request.setAttribute(ATTRIBUTE, timeline);
        return new RecordingRequest(request, timeline);
    }

    private static void record(Timeline timeline, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        timeline.enter(Filter.class, ENTERED, request.getDispatcherType());
        try {
            chain.doFilter(request, response);
        } finally {
            if (response.isCommitted()) {
                timeline.committed(ServletResponse.class, "isCommitted");
            }
            timeline.leave();
            if (!request.isAsyncStarted()) {
                timeline.complete(response.getStatus());
            }
        }
    }
}
