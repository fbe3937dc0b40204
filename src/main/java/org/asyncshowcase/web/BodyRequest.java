package org.asyncshowcase.web;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/**
 * A request whose body is another stream. The parameters of a form are read here: the container leaves out those of a body
 * that somebody has read.
 */
final class BodyRequest extends HttpServletRequestWrapper {

    private final ServletInputStream input;
    private final String form;
    private Map<String, String[]> parameters;

    /** A body that is read by whoever needs it. */
    BodyRequest(HttpServletRequest request, LimitedBody body) {
        super(request);
        this.input = new Input(body);
        this.form = null;
    }

    /** A body that has been read. */
    BodyRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.input = new Input(new ByteArrayInputStream(body));
        boolean isForm = request.getMethod().equals("POST") && StringUtils.startsWithIgnoreCase(request.getContentType(),
                MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        this.form = isForm ? new String(body, StandardCharsets.UTF_8) : null;
    }

    /** Those of the query come first (Servlet 3.0, section 3.1). */
    private static Map<String, String[]> parameters(Map<String, String[]> query, String form) {
        Map<String, String[]> all = new LinkedHashMap<>(query);
        for (String pair : StringUtils.tokenizeToStringArray(form, "&")) {
            int end = pair.contains("=") ? pair.indexOf('=') : pair.length();
            try {
                String value = decode(pair.substring(Math.min(end + 1, pair.length())));
                all.merge(decode(pair.substring(0, end)), new String[] {value}, StringUtils::concatenateStringArrays);
            } catch (IllegalArgumentException ex) {
                // a % with no digits after it: left out, as Tomcat leaves it out
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (UnsupportedEncodingException ex) {
            throw new IllegalStateException("every Java has it", ex);
        }
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        if (form == null) {
            return super.getParameterMap();
        }
        if (parameters == null) {
            parameters = parameters(super.getParameterMap(), form);
        }
        return parameters;
    }

    @Override
    public String[] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public ServletInputStream getInputStream() {
        return input;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(input, encoding == null ? "ISO-8859-1" : encoding));
    }

    private static final class Input extends ServletInputStream {

        private final InputStream in;

        Input(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }
    }
}
