package org.asyncshowcase.doctor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toList;

/** Collects what is found, file after file; the same at several places is one finding. */
final class Findings {

    /** The guide; its anchors are the numbers of the traps. */
    private static final String GUIDE = "docs/migration.md#trap-";
    private static final List<String> SEVERITIES = Arrays.asList("error", "warning", "hint");
    private static final int MOST = 500;

    private final Map<List<?>, Finding> found = new LinkedHashMap<>();

    /** Errors first. */
    List<Finding> all() {
        return found.values().stream().sorted(comparing(each -> SEVERITIES.indexOf(each.getSeverity()))).collect(toList());
    }

    void error(String file, String place, int trap, String message, String fix) {
        add("error", file, place, trap, message, fix);
    }

    void warning(String file, String place, int trap, String message, String fix) {
        add("warning", file, place, trap, message, fix);
    }

    void hint(String file, String place, int trap, String message, String fix) {
        add("hint", file, place, trap, message, fix);
    }

    void add(String severity, String file, String place, int trap, String message, String fix) {
        List<?> same = Arrays.asList(severity, trap, message, fix);
        if (found.size() < MOST || found.containsKey(same)) {
            found.computeIfAbsent(same, none -> new Finding(file, severity, message, fix, GUIDE + trap)).at(file, place);
        } else if (found.size() == MOST) {
            found.put(same, new Finding(file, "hint", "There are more than " + MOST + " findings", "fix these, and ask again", GUIDE + 1));
        }
    }
}
