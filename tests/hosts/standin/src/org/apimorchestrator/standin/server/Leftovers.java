package org.apimorchestrator.standin.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** What a run leaves in a home: its own databases, the search index, bundles made of the jars in components/lib. */
final class Leftovers {
    private final Path home;

    Leftovers(Path home) {
        this.home = home;
    }

    void write(String instance) throws IOException {
        for (String database : new String[] {"WSO2CARBON_DB", "WSO2MB_DB"}) {
            Path file = home.resolve("repository/database/" + database + ".mv.db");
            if (Files.exists(file)) append(file, "instance " + instance + "\n");
        }
        Path index = home.resolve("solr/data/index");
        Files.createDirectories(index);
        append(index.resolve("segments_1"), instance + "\n");
        append(home.resolve("velocity.log"), "init\n");
        append(home.resolve("repository/logs/http_access_.log"), "");
        bundles();
    }

    private void bundles() throws IOException {
        Path folder = home.resolve("repository/components/lib");
        Path bundles = home.resolve("repository/components/dropins");
        if (!Files.isDirectory(folder)) return;
        Files.createDirectories(bundles);
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                String name = jar.getFileName().toString().replace("-", "_").replaceFirst("\\.jar$", "_1.0.0.jar");
                Files.copy(jar, bundles.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
