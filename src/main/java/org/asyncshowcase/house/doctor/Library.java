package org.asyncshowcase.house.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a library in WEB-INF/lib says: versions of Spring, of the Servlet API, and their next step. */
final class Library {

    private static final Pattern NAME = Pattern.compile("(.+?)-(\\d{1,5})\\.(\\d{1,5})(?:\\.(\\d{1,5}))?([.-].*)?\\.jar");
    private static final Pattern SPRING_MVC = Pattern.compile("spring-webmvc|org\\.springframework\\.web\\.servlet");
    private static final Pattern SERVLET_API = Pattern.compile("(javax\\.|jakarta\\.)?servlet-api|geronimo-servlet_.*"
            + "|servlet");

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
        this.version = known ? number(matcher.group(2)) * 1_00_00 + number(matcher.group(3)) * 1_00
                + number(matcher.group(4)) : 0;
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
            findings.add(file, "name", "library.servlet-api");
        } else if (name.equals("spring-security-web") && version < 3_02_00) {
            findings.add(file, "name", "library.security");
        } else if (name.equals("commons-fileupload") && version < 1_06_00) {
            findings.add(file, "name", "library.fileupload");
        }
    }

    private void spring() {
        if (version < 3_02_00) {
            findings.add(file, "name", "spring.3.0");
        } else if (version < 4_02_00) {
            findings.add(file, "name", "spring.3.2");
        } else if (version < 5_00_00) {
            findings.add(file, "name", "spring.4");
        } else if (version < 5_02_20 || isFrom(5_03_00, 5_03_17)) {
            findings.add(file, "name", "spring.rce");
        } else if (version < 5_02_25) {
            findings.add(file, "name", "spring.5.2");
        } else if (isFrom(5_03_33, 5_03_39) || isFrom(6_00_18, 6_00_99) || isFrom(6_01_05, 6_01_12)) {
            findings.add(file, "name", "spring.deadlock");
        } else if (isFrom(6_02_00, 6_02_05)) {
            findings.add(file, "name", "spring.emitter");
        }
    }

    private boolean isFrom(int first, int last) {
        return version >= first && version <= last;
    }
}
