package org.asyncshowcase.house.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a web.xml, or a library's fragment of it, says of async: version, servlets, filters, their dispatchers, error pages. */
final class WebXml {

    private static final String SUPPORTED = "<async-supported>true</async-supported>";
    private static final String SPRINGS_FILTERS = "org.springframework.web.filter.";

    /** Does its work anew on each dispatch, or the answer lacks it. */
    private static final List<String> NEED_ASYNC = Arrays.asList(
            SPRINGS_FILTERS + "ShallowEtagHeaderFilter", SPRINGS_FILTERS + "RequestContextFilter",
            "org.springframework.orm.jpa.support.OpenEntityManagerInViewFilter",
            "org.springframework.orm.hibernate3.support.OpenSessionInViewFilter",
            "org.springframework.orm.hibernate4.support.OpenSessionInViewFilter",
            "org.springframework.orm.hibernate5.support.OpenSessionInViewFilter",
            "ch.qos.logback.classic.helpers.MDCInsertingServletFilter");

    /** Does its work when the first dispatch is left, where a worker or a second dispatch still needs what it ends. */
    private static final List<String> END_TOO_EARLY = Arrays.asList(
            "org.springframework.web.multipart.support.MultipartFilter",
            "net.sf.ehcache.constructs.web.filter.GzipFilter",
            "net.sf.ehcache.constructs.web.filter.SimplePageCachingFilter",
            "com.opensymphony.module.sitemesh.filter.PageFilter",
            "com.opensymphony.sitemesh.webapp.SiteMeshFilter");

    private final String file;
    private final Findings findings;

    WebXml(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void examine(Xml root) {
        String version = root.attribute("version");
        if (version.isEmpty() || version.matches("[12]\\..*")) {
            findings.at(file, root).error(1, "web-app is of version " + (version.isEmpty() ? "2.3 or older" : version)
                    + ": async came with Servlet 3.0, and an older file has no <async-supported>",
                    "<web-app xmlns=\"http://java.sun.com/xml/ns/javaee\" version=\"3.0\" …>");
        }
        Map<String, String> filterClasses = new TreeMap<>();
        root.children("filter").forEach(filter -> {
            filterClasses.put(filter.text("filter-name"), filter.text("filter-class"));
            filter(filter, filter.text("filter-name"), filter.text("filter-class"));
        });
        root.children("servlet").forEach(this::servlet);
        root.children("filter-mapping").forEach(mapping ->
                mapping(mapping, mapping.text("filter-name"), filterClasses.getOrDefault(mapping.text("filter-name"), "")));
        root.children("error-page").stream().filter(page -> !page.children("exception-type").isEmpty()).forEach(page ->
                findings.at(file, page).hint(6, "the page of " + page.text("exception-type")
                        + " is asked for when a client has left, too, and when the answer is committed: nothing may be appended to it",
                        "<error-page><error-code>500</error-code>…</error-page>, and nothing where response.isCommitted()"));
    }

    private void filter(Xml filter, String name, String type) {
        if (!filter.text("async-supported").equals("true")) {
            findings.at(file, filter).error(1, "filter " + name + " does not support async: no request that it is mapped to can be"
                    + " started asynchronously", SUPPORTED + " in <filter> " + name);
        }
        if (END_TOO_EARLY.contains(type)) {
            findings.at(file, filter).error(type.endsWith("MultipartFilter") ? 23 : 2, "filter " + name + " of " + type
                    + " ends its work when the container's thread leaves, and that is before the answer is there",
                    type.endsWith("MultipartFilter") ? "a bean multipartResolver, in place of the filter"
                            : "a <filter-mapping> that leaves out the asynchronous URLs");
        }
    }

    private void servlet(Xml servlet) {
        if (servlet.text("async-supported").equals("true") || !servlet.children("jsp-file").isEmpty()) {
            return;
        }
        String message = "servlet " + servlet.text("servlet-name") + " does not support async";
        String fix = SUPPORTED + " in <servlet> " + servlet.text("servlet-name");
        if (servlet.text("servlet-class").endsWith(".DispatcherServlet")) {
            findings.at(file, servlet).error(1, message + ": none of its handlers can", fix);
        } else {
            findings.at(file, servlet).warning(1, message, fix);
        }
    }

    private void mapping(Xml mapping, String name, String type) {
        boolean needsAsync = NEED_ASYNC.contains(type) || name.equals("springSecurityFilterChain");
        if (needsAsync && !mapping.texts("dispatcher").contains("ASYNC")) {
            findings.at(file, mapping).error(2, "filter " + name + " does not run on the ASYNC dispatch, where the answer is written:"
                    + " an empty 200, no user, or no session of the database",
                    "<dispatcher>REQUEST</dispatcher> <dispatcher>ASYNC</dispatcher>");
        }
        if (type.endsWith(".ShallowEtagHeaderFilter") && mapping.texts("url-pattern").contains("/*")) {
            findings.at(file, mapping).warning(43, "filter " + name + " keeps each answer in memory, streams and exports too",
                    "a <url-pattern> that leaves out what streams");
        }
        if (type.matches(".*\\.Open(EntityManager|Session)InViewFilter")) {
            findings.at(file, mapping).warning(21, "filter " + name + " holds a connection of the database for as long as the request waits",
                    "a <url-pattern> that leaves out the asynchronous URLs");
        }
    }
}
