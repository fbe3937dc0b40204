package org.asyncshowcase.rooms.example.partners;

import java.net.URI;

/** One question to one partner. */
public final class PartnerCall {

    private final String partner;
    private final URI uri;

    PartnerCall(String partner, URI uri) {
        this.partner = partner;
        this.uri = uri;
    }

    /** The partner's name. */
    public String partner() {
        return partner;
    }

    public URI uri() {
        return uri;
    }
}
