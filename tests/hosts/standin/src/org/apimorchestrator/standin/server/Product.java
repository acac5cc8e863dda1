package org.apimorchestrator.standin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which product this home holds, from bin/version.txt ("WSO2 API Manager v3.2.0"). */
record Product(String name, String version) {
    static Product of(Path home) throws IOException {
        String[] words = Files.readString(home.resolve("bin/version.txt")).strip().split(" v");
        return new Product(words[0], words[1]);
    }

    boolean isApiManager() {
        return name.equals("WSO2 API Manager");
    }

    @Override
    public String toString() {
        return name + "-" + version;
    }
}
