package org.asyncshowcase.house.lifecycle;

import java.util.Map;

/** Tells what kind of thread it is by the beginning of its name. */
final class ThreadKinds {

    static final String CONTAINER = "container";
    private static final String OTHER = "other";

    private final Map<String, String> kindsByPrefix;

    ThreadKinds(Map<String, String> kindsByPrefix) {
        this.kindsByPrefix = kindsByPrefix;
    }

    String of(String threadName) {
        return kindsByPrefix.entrySet().stream().filter(each -> threadName.startsWith(each.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse(OTHER);
    }
}
