package org.asyncshowcase.house.doctor;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * What a web.xml, or a library's fragment of it, says of async: version, servlets, filters, their dispatchers, error pages.
 */
final class WebXml {

    private static final Pattern STATIC = Pattern.compile("\\*\\.(css|js|png|gif|jpe?g|svg|ico|woff2?)"
            + "|/(static|assets|css|js|images?|img|fonts)/\\*");

    private final String file;
    private final Findings findings;
    private final Filters filters;
    private final BinaryOperator<String> types;

    /** @param types what a class is, or extends, by its name and, where it is a proxy, by that of its bean */
    WebXml(String file, Findings findings, BinaryOperator<String> types) {
        this.file = file;
        this.findings = findings;
        this.filters = new Filters(findings);
        this.types = types;
    }

    /** @param alone whether nothing else is known of the application */
    void examine(Xml root, boolean alone) {
        String version = root.attribute("version");
        if (version.isEmpty() || version.matches("[12]\\..*")) {
            findings.add(file, root.place(), version.isEmpty() ? "web.oldest" : "web.old", version);
        } else if (alone && root.children("servlet").isEmpty() && root.children("filter").isEmpty()) {
            findings.add(file, root.place(), "web.empty");
        }
        filters(root, Collections.emptySet());
        root.children("servlet").forEach(this::servlet);
        root.children("error-page").stream().filter(page -> !page.children("exception-type").isEmpty()).forEach(page ->
                findings.add(file, page.place(), "web.error-page", page.text("exception-type")));
    }

    /** @param elsewhere names of filters that are declared where it counts more */
    void filters(Xml root, Set<String> elsewhere) {
        Map<String, Set<String>> urls = new HashMap<>();
        Map<String, Set<String>> dispatchers = new HashMap<>();
        for (Xml mapping : root.children("filter-mapping")) {
            String name = mapping.text("filter-name");
            List<String> named = mapping.texts("dispatcher");
            for (String url : urls(mapping)) {
                urls.computeIfAbsent(name, none -> new HashSet<>()).add(url);
                dispatchers.computeIfAbsent(name + " " + url, none -> new LinkedHashSet<>())
                        .addAll(named.isEmpty() ? Collections.singletonList("REQUEST") : named);
            }
        }
        Map<String, String> known = new HashMap<>();
        for (Xml filter : root.children("filter")) {
            String name = filter.text("filter-name");
            String bean = filter.children("init-param").stream().filter(each -> each.text("param-name")
                    .equals("targetBeanName"))
                    .map(each -> each.text("param-value")).findFirst().orElse(name);
            known.put(name, types.apply(filter.text("filter-class"), bean));
            // without a mapping it is never called; a fragment's may be mapped in web.xml
            boolean called = file.contains(".jar") || urls.getOrDefault(name, Collections.emptySet()).stream()
                    .anyMatch(url -> !STATIC.matcher(url).matches());
            if (called && !elsewhere.contains(name)) {
                filters.declared(file, filter.place(), name, known.get(name), filter.text("async-supported").equals("true"),
                        file.contains(".jar") ? "filter.fragment" : "filter.unsupported");
            }
        }
        for (Xml mapping : root.children("filter-mapping")) {
            String name = mapping.text("filter-name");
            Set<String> all = new LinkedHashSet<>(dispatchers.getOrDefault(name + " /*", Collections.emptySet()));
            urls(mapping).forEach(url -> all.addAll(dispatchers.get(name + " " + url)));
            filters.mapped(file, mapping.place(), name, known.getOrDefault(name, ""), all, urls(mapping));
        }
    }

    private static List<String> urls(Xml mapping) {
        List<String> urls = mapping.texts("url-pattern");
        urls.addAll(mapping.texts("servlet-name"));
        return urls;
    }

    private void servlet(Xml servlet) {
        if (servlet.text("async-supported").equals("true") || !servlet.children("jsp-file").isEmpty()) {
            return;
        }
        String name = servlet.text("servlet-name");
        if (types.apply(servlet.text("servlet-class"), "").endsWith(".DispatcherServlet")) {
            findings.add(file, servlet.place(), "servlet.dispatcher", name);
        } else {
            findings.add(file, servlet.place(), "servlet.unsupported", name);
        }
    }
}
