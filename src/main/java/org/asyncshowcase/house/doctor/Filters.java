package org.asyncshowcase.house.doctor;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What is known of filters, wherever they are declared: in web.xml, in a fragment, by an annotation, or in Java. */
final class Filters {

    private static final String SPRINGS = "org.springframework.web.filter.";
    private static final String SECURITY = "springSecurityFilterChain";
    private static final String SECURITY_CHAIN = "org.springframework.security.web.FilterChainProxy";
    static final String PROXY = SPRINGS + "DelegatingFilterProxy";
    private static final String IN_VIEW = "org\\.springframework\\.orm\\..*\\.Open(EntityManager|Session)InViewFilter";

    /** Does its work anew on each dispatch, or the answer lacks it. */
    private static final List<String> NEED_ASYNC = Arrays.asList(SPRINGS + "ShallowEtagHeaderFilter",
            SPRINGS + "RequestContextFilter", "ch.qos.logback.classic.helpers.MDCInsertingServletFilter",
            SECURITY_CHAIN);

    /** Does its work when the first dispatch is left, where a worker or a second dispatch still needs what it ends. */
    private static final List<String> END_TOO_EARLY = Arrays.asList(
            "net.sf.ehcache.constructs.web.filter.GzipFilter",
            "net.sf.ehcache.constructs.web.filter.SimplePageCachingFilter",
            "com.github.ziplet.filter.compression.CompressingFilter",
            "com.planetj.servlet.filter.compression.CompressingFilter",
            "com.googlecode.webutilities.filters.CompressionFilter",
            "com.opensymphony.module.sitemesh.filter.PageFilter",
            "com.opensymphony.sitemesh.webapp.SiteMeshFilter");

    private final Findings findings;

    Filters(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param type the class of the library that it is, or extends
     * @param how the key of what is said where it is not supported
     */
    void declared(String file, String place, String name, String type, boolean supported, String how) {
        if (!supported) {
            findings.add(file, place, how, name);
        }
        if (type.endsWith(".MultipartFilter")) {
            findings.add(file, place, "filter.multipart", name, type);
        } else if (END_TOO_EARLY.contains(type)) {
            findings.add(file, place, "filter.too-early", name, type);
        }
    }

    /**
     * @param dispatchers where it runs; empty where the mapping names none, and that is REQUEST
     * @param urls its patterns, or names of servlets
     */
    void mapped(String file, String place, String name, String type, Collection<String> dispatchers, List<String> urls) {
        String both = file.endsWith(".xml") ? "<dispatcher>REQUEST</dispatcher><dispatcher>ASYNC</dispatcher>"
                : "EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC)";
        boolean onRequest = dispatchers.isEmpty() || dispatchers.contains("REQUEST");
        boolean onAsync = dispatchers.contains("ASYNC");
        boolean everywhere = urls.isEmpty() || urls.stream().anyMatch(url -> url.equals("/*") || !url.startsWith("/"));
        if (onAsync && !onRequest) {
            findings.add(file, place, "filter.async-only", name, both);
        } else if (onRequest && !onAsync && (NEED_ASYNC.contains(type) || type.matches(IN_VIEW))) {
            findings.add(file, place, "filter.not-async", name, both);
        }
        if (type.endsWith(".ShallowEtagHeaderFilter") && urls.contains("/*")) {
            findings.add(file, place, "filter.etag", name);
        }
        if (type.matches(IN_VIEW)) {
            inView(file, place, "view.filter", name, everywhere);
        }
    }

    /** @param everywhere false where it may be left out of what is asynchronous already */
    void inView(String file, String place, String how, String name, boolean everywhere) {
        findings.add(file, place, everywhere ? how : how + ".part", name);
    }

    /** Spring Security's chain is known by the name of its bean; it has no class in any XML. */
    static String target(String type, String bean) {
        return type.equals(PROXY) && bean.equals(SECURITY) ? SECURITY_CHAIN : type;
    }
}
