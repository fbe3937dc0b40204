package org.asyncshowcase.rooms.example.partners;

import java.net.URI;

import org.asyncshowcase.rooms.example.OwnUrl;

/**
 * Where the partners are: a setting, never a part of a request, or whoever sends one chooses whom this server calls.
 * {@code self} is this application.
 */
public final class PartnerUrl {

    private static final String SELF = "self";

    private final String setting;
    private final String contextPath;

    /** @throws IllegalArgumentException naming the setting, if it is neither {@code self} nor a URL of HTTP */
    PartnerUrl(String setting, String contextPath) {
        if (!setting.equals(SELF) && !setting.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
            throw new IllegalArgumentException("The setting partners.url must be self, or a URL such as "
                    + "http://host:8080/async-showcase, and is: " + setting);
        }
        this.setting = setting;
        this.contextPath = contextPath;
    }

    /**
     * Called by the request's thread.
     *
     * @param pathAndQuery below the address of the partners
     * @throws ResponseStatusException 503, if it is this application, and the container publishes no port
     */
    URI of(String pathAndQuery) {
        return setting.equals(SELF) ? OwnUrl.of(contextPath + pathAndQuery) : URI.create(setting + pathAndQuery);
    }
}
