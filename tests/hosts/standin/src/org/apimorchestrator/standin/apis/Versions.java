package org.apimorchestrator.standin.apis;

import java.util.Map;

/** Where a version of the product has its REST APIs. */
record Versions(String registration, String publisher, String portal, boolean deploysFiles) {
    private static final Map<String, Versions> KNOWN = Map.of(
        "3.0", new Versions("v0.15", "v1", "store/v1", true),
        "3.1", new Versions("v0.16", "v1", "store/v1", true),
        "3.2", new Versions("v0.17", "v1", "store/v1", true),
        "4.1", new Versions("v0.17", "v3", "devportal/v2", false));

    static Versions of(String version) {
        return KNOWN.get(version.substring(0, 3));
    }
}
