package org.asyncshowcase.feed.jms;

import java.util.UUID;

/** This node, among several that share a broker: makes the ids of its quotes and its reply queue its own. */
public final class Node {

    private final String id = UUID.randomUUID().toString().substring(0, 8);

    public String getId() {
        return id;
    }
}
