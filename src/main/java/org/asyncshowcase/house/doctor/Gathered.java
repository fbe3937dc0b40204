package org.asyncshowcase.house.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/** Findings that are alike, as the page shows them: one message, one fix, and every place. */
public final class Gathered {

    private final Texts texts;
    private final List<Finding> findings = new ArrayList<>();

    private Gathered(Texts texts) {
        this.texts = texts;
    }

    /** In the order of the first of each. What has no text for several stays alone. */
    static List<Gathered> of(List<Finding> findings, Texts texts) {
        Map<Object, Gathered> gathered = new LinkedHashMap<>();
        for (Finding each : findings) {
            Object alike = texts.hasMany(each.key) ? each.key + each.code() : each;
            gathered.computeIfAbsent(alike, none -> new Gathered(texts)).findings.add(each);
        }
        return new ArrayList<>(gathered.values());
    }

    private Finding first() {
        return findings.get(0);
    }

    private String many(int part) {
        return texts.many(first().key, part, Integer.toString(findings.size()),
                findings.stream().map(Finding::name).collect(joining(", ")));
    }

    /** Each has a file and a place. */
    public List<Finding> getFindings() {
        return findings;
    }

    public String getSeverity() {
        return first().getSeverity();
    }

    public String getMessage() {
        return findings.size() == 1 ? first().getMessage() : Finding.plain(many(0));
    }

    /** Empty where no code can be copied. */
    public String getCode() {
        return first().code();
    }

    /** Empty where the code says it all. */
    public String getWords() {
        return findings.size() == 1 ? first().words() : many(1);
    }

    public String getLink() {
        return first().getLink();
    }
}
