package org.asyncshowcase.security;

import java.util.List;

import javax.servlet.Filter;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** Which requests the filters of Spring Security see: the chains of security.xml. */
@SpringJUnitWebConfig(locations = {RoomTest.SPRING + "settings.xml", RoomTest.SPRING + "web/filters/security.xml"})
class LookingTests {

    @Autowired
    private FilterChainProxy chains;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/callable/body", "/context/callable", "/stream/quotes", "/stream/logs", "/orders",
            "/lifecycle/ID"})
    void whoOnlyLooksPassesNone(String path) {
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            assertThat(filters(request(method, path))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /stream/log", "HEAD, /lifecycle", "OPTIONS, /metrics", "POST, /quotes", "POST, /socket/1/a/xhr_send",
            "PUT, /", "DELETE, /", "PATCH, /", "FOO, /"})
    void whatNotEverybodyMayDoPassesThem(String method, String path) {
        assertThat(filters(request(method, path))).isNotEmpty();
    }

    @Test
    void whoHasASessionPassesThem() {
        MockHttpServletRequest request = request("GET", "/callable/body");
        request.setRequestedSessionId("1");
        assertThat(filters(request)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dTpw", "basic x", "Bearer x"})
    void whoSendsAPasswordPassesThem(String sent) {
        MockHttpServletRequest request = request("GET", "/callable/body");
        request.addHeader("Authorization", sent);
        assertThat(filters(request)).isNotEmpty();
        request.addHeader("Cookie", "a=b");
        assertThat(filters(request)).isNotEmpty();
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/a" + path);
        request.setContextPath("/a");
        request.setServletPath(path);
        return request;
    }

    private List<Filter> filters(MockHttpServletRequest request) {
        return chains.getFilterChains().stream().filter(chain -> chain.matches(request)).findFirst()
                .map(SecurityFilterChain::getFilters).orElseThrow(AssertionError::new);
    }
}
