package org.asyncshowcase.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a library in WEB-INF/lib says: versions of Spring, of the Servlet API, and their next step. */
final class Library {

    private static final Pattern NAME = Pattern.compile("(.+?)-(\\d{1,5})\\.(\\d{1,5})(?:\\.(\\d{1,5}))?([.-].*)?\\.jar");
    private static final Pattern SPRING_MVC = Pattern.compile("spring-webmvc|org\\.springframework\\.web\\.servlet");
    private static final Pattern SERVLET_API = Pattern.compile("(javax\\.|jakarta\\.)?servlet-api|geronimo-servlet_.*|servlet");

    private final String file;
    private final String name;
    private final int version;
    private final Findings findings;

    /** @param file such as {@code WEB-INF/lib/spring-webmvc-3.2.18.RELEASE.jar} */
    Library(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
        Matcher matcher = NAME.matcher(file.substring(file.lastIndexOf('/') + 1));
        boolean known = matcher.matches();
        this.name = known ? matcher.group(1) : file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
        this.version = known ? number(matcher.group(2)) * 1_00_00 + number(matcher.group(3)) * 1_00 + number(matcher.group(4)) : 0;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Math.min(99, Integer.parseInt(digits));
    }

    /** The first number of Spring's version; 0 for any other library. */
    int springGeneration() {
        return SPRING_MVC.matcher(name).matches() ? version / 1_00_00 : 0;
    }

    void examine() {
        if (SPRING_MVC.matcher(name).matches() && version > 0) {
            spring();
        } else if (SERVLET_API.matcher(name).matches()) {
            findings.error(file, "name", 1, "the Servlet API is the container's: a copy in the WAR is ignored, or hides it",
                    "<scope>provided</scope>");
        } else if (name.equals("spring-security-web") && version < 3_02_00) {
            findings.error(file, "name", 20, "Spring Security before 3.2 does not take the user along to the worker",
                    "3.2.10, then 4.2, then 5.4.11");
        } else if (name.equals("commons-fileupload") && version < 1_06_00) {
            findings.warning(file, "name", 40, "an upload may have any number of parts, or heads of any size (CVE-2023-24998,"
                    + " CVE-2025-48976)", "1.6.0");
        }
    }

    private void spring() {
        if (version < 3_02_00) {
            findings.error(file, "name", 3, "Spring MVC has async since 3.2",
                    "3.2.18.RELEASE first, then 4.3.30.RELEASE, then 5.2.25.RELEASE");
        } else if (version < 4_02_00) {
            findings.warning(file, "name", 11, "Spring MVC has streams (ResponseBodyEmitter, SseEmitter) and StreamingResponseBody"
                    + " since 4.2", "4.3.30.RELEASE, then 5.2.25.RELEASE");
        } else if (version < 5_00_00) {
            findings.warning(file, "name", 10, "Spring MVC tells of a client that has left (onError) since 5.0, and this line has no fixes"
                    + " any more", "5.2.25.RELEASE, the last one that runs on Tomcat 7");
        } else if (version < 5_02_20 || isFrom(5_03_00, 5_03_17)) {
            findings.warning(file, "name", 31, "a request can run code of its sender on JDK 9 and later (CVE-2022-22965)",
                    version < 5_02_20 ? "5.2.25.RELEASE" : "5.3.32 or later");
        } else if (version < 5_02_25) {
            findings.warning(file, "name", 31, "newer releases of this line have fixes", "5.2.25.RELEASE");
        } else if (isFrom(5_03_33, 5_03_39) || isFrom(6_00_18, 6_00_99) || isFrom(6_01_05, 6_01_12)) {
            findings.warning(file, "name", 11, "an emitter whose client leaves while it sends can lock up two threads for ever"
                    + " (spring-framework 33421)", "6.1.13, 6.2.6, or later; of 5.3 it is 5.3.40, which is not public");
        } else if (isFrom(6_02_00, 6_02_05)) {
            findings.warning(file, "name", 11, "an emitter that is completed in onTimeout is answered 503 (spring-framework 34426), and its"
                    + " onCompletion may not come (34762)", "6.2.6 or later");
        }
    }

    private boolean isFrom(int first, int last) {
        return version >= first && version <= last;
    }
}
