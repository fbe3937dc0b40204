package org.asyncshowcase.house.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a library in WEB-INF/lib says: versions of Spring, of the Servlet API, and their next step. */
final class Library {

    private static final Pattern NAME = Pattern.compile("(.+?)-(\\d+)\\.(\\d+)(?:\\.(\\d+))?([.-].*)?\\.jar");
    private static final Pattern SPRING_MVC = Pattern.compile("spring-webmvc|org\\.springframework\\.web\\.servlet");
    private static final Pattern SERVLET_API = Pattern.compile("(javax\\.|jakarta\\.)?servlet-api|geronimo-servlet_.*|servlet");

    private final String file;
    private final String name;
    private final int version;

    /** @param file such as {@code WEB-INF/lib/spring-webmvc-3.2.18.RELEASE.jar} */
    Library(String file) {
        this.file = file;
        Matcher matcher = NAME.matcher(file.substring(file.lastIndexOf('/') + 1));
        boolean known = matcher.matches() && (matcher.group(2) + matcher.group(3) + matcher.group(4)).length() < 20;
        this.name = known ? matcher.group(1) : file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
        this.version = known ? (int) Math.min(99_99_99, number(matcher.group(2)) * 10_000 + number(matcher.group(3)) * 100 + number(matcher.group(4)))
                : 0;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Math.min(99, Long.parseLong(digits));
    }

    /** The first number of Spring's version; 0 for any other library. */
    int springGeneration() {
        return SPRING_MVC.matcher(name).matches() ? version / 10_000 : 0;
    }

    void examine(Findings findings) {
        Findings.Place place = findings.at(file, "name");
        if (SPRING_MVC.matcher(name).matches() && version > 0) {
            spring(place);
        } else if (SERVLET_API.matcher(name).matches()) {
            place.error(1, "the Servlet API is the container's: a copy in the WAR is ignored, or hides it", "<scope>provided</scope>");
        } else if (name.equals("spring-security-web") && version < 3_02_00) {
            place.error(20, "Spring Security before 3.2 does not take the user along to the worker", "3.2.10, then 4.2, then 5.4.11");
        } else if (name.equals("commons-fileupload") && version < 1_06_00) {
            place.warning(40, "an upload may have any number of parts, or heads of any size (CVE-2023-24998, CVE-2025-48976)", "1.6.0");
        }
    }

    private void spring(Findings.Place place) {
        if (version < 3_02_00) {
            place.error(3, "Spring MVC has async since 3.2", "3.2.18.RELEASE first, then 4.3.30.RELEASE, then 5.2.25.RELEASE");
        } else if (version < 4_02_00) {
            place.warning(11, "Spring MVC has streams (ResponseBodyEmitter, SseEmitter) and StreamingResponseBody since 4.2",
                    "4.3.30.RELEASE, then 5.2.25.RELEASE");
        } else if (version < 5_00_00) {
            place.warning(10, "Spring MVC tells of a client that has left (onError) since 5.0, and this line has no fixes any more",
                    "5.2.25.RELEASE, the last one that runs on Tomcat 7");
        } else if (version < 5_02_25) {
            place.warning(31, "newer releases of this line have fixes, of CVE-2022-22965 among them", "5.2.25.RELEASE");
        }
    }
}
