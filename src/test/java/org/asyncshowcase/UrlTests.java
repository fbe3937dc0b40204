package org.asyncshowcase;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Trap 35: a URL is what it says. */
class UrlTests extends RoomTest {

    @Test
    void haveNoOtherNameWithASlashOrASuffix(@Autowired RequestMappingHandlerMapping handlers,
            @Autowired Set<SimpleUrlHandlerMapping> views) throws Exception {
        Set<String> paths = new TreeSet<>();
        handlers.getHandlerMethods().keySet().forEach(each -> paths.addAll(each.getPatternsCondition().getPatterns()));
        views.forEach(each -> paths.addAll(each.getUrlMap().keySet()));
        // at /socket/ SockJS greets
        paths.removeIf(path -> path.equals("/") || path.equals("/socket") || path.contains("*"));
        assertThat(paths).contains("/blocking/body", "/callable/body", "/task/body", "/database/body", "/deferred/quotes",
                "/orders", "/orders/{id}",
                "/stream", "/stream/quotes", "/stream/log", "/report", "/export/rows.csv", "/reactive",
                "/reactive/ndjson", "/textbook", "/migration", "/context/callable", "/lifecycle/{id}", "/quotes", "/status");

        for (String path : paths) {
            for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.POST}) {
                for (String more : new String[] {"/", ".json"}) {
                    if (more.equals(".json") && path.endsWith("}")) {
                        continue;
                    }
                    mvc.perform(MockMvcRequestBuilders.request(method, path + more, "an-id"))
                            .andExpect(request().asyncNotStarted()).andExpect(status().isNotFound());
                }
            }
        }
        assertThat(held.size()).isZero();
    }
}
