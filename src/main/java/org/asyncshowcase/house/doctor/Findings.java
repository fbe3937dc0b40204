package org.asyncshowcase.house.doctor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toList;

/** Collects what is found, file after file; the same at several places is one finding. */
final class Findings {

    private static final List<String> SEVERITIES = Arrays.asList("error", "warning", "hint");
    private static final int MOST = 500;

    private final Texts texts;
    private final Map<String, Finding> found = new LinkedHashMap<>();

    Findings(Locale language) {
        this.texts = new Texts(language);
    }

    /** Errors first. */
    List<Finding> all() {
        return found.values().stream().sorted(comparing(each -> SEVERITIES.indexOf(each.getSeverity()))).collect(toList());
    }

    /**
     * @param key of a text in doctor.properties
     * @param names what the text has a place for
     */
    void add(String file, String place, String key, String... names) {
        String same = key + Arrays.toString(names);
        if (found.size() < MOST || found.containsKey(same)) {
            found.computeIfAbsent(same, none -> new Finding(texts, file, key, names)).at(file, place);
        } else if (found.size() == MOST) {
            found.put(same, new Finding(texts, file, "more", Integer.toString(MOST)));
        }
    }
}
