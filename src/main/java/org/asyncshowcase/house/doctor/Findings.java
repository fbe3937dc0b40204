package org.asyncshowcase.house.doctor;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toList;

/** Collects what is found, file after file; the same at several places is one finding. */
final class Findings {

    /** The guide; its anchors are the numbers of the traps. */
    private static final String GUIDE = "docs/migration.md#trap-";
    private static final List<String> SEVERITIES = Arrays.asList("error", "warning", "hint");
    private static final int MOST = 500;

    private final Properties texts = new Properties();
    private final Map<String, Finding> found = new LinkedHashMap<>();

    Findings() {
        try (Reader in = new InputStreamReader(Findings.class.getResourceAsStream("/doctor.properties"),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
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
            found.computeIfAbsent(same, none -> finding(file, key, names)).at(file, place);
        } else if (found.size() == MOST) {
            found.put(same, finding(file, "more", Integer.toString(MOST)));
        }
    }

    private Finding finding(String file, String key, String... names) {
        String text = texts.getProperty(key);
        for (int i = 0; i < names.length; i++) {
            text = text.replace("{" + i + "}", names[i]);
        }
        String[] parts = text.split(" ", 3);
        int bar = parts[2].lastIndexOf(" | ");
        return new Finding(file, parts[0], parts[2].substring(0, bar), parts[2].substring(bar + 3), GUIDE + parts[1]);
    }
}
