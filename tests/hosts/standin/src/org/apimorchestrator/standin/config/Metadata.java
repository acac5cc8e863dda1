package org.apimorchestrator.standin.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** repository/resources/conf/.metadata: the hash of every file the last start wrote or read. */
final class Metadata {
    private final Path home;
    private final Path folder;

    Metadata(Path home) {
        this.home = home;
        folder = home.resolve("repository/resources/conf/.metadata");
    }

    boolean exists() {
        return Files.exists(folder.resolve("metadata_config.properties"));
    }

    /** Files that differ from what the list says; a file that is gone stops the start. */
    List<String> changed(String list) throws ConfigParserException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> entry : read(list).entrySet()) {
            if (!hash(home.resolve(entry.getKey())).equals(entry.getValue())) changed.add(entry.getKey());
        }
        return changed;
    }

    List<String> notListed(String list, Collection<Path> files) throws ConfigParserException {
        Map<String, String> listed = read(list);
        return files.stream().map(this::relative).filter(path -> !listed.containsKey(path)).toList();
    }

    boolean outsideChanged() throws ConfigParserException {
        for (Map.Entry<String, String> entry : read("references.properties").entrySet()) {
            String name = entry.getKey().substring(4);
            String now = entry.getKey().startsWith("env.") ? System.getenv(name) : System.getProperty(name);
            if (!entry.getValue().equals(now)) return true;
        }
        return false;
    }

    void store(Collection<Path> configuration, Collection<Path> templates, Map<String, String> outside)
            throws ConfigParserException {
        write("metadata_template.properties", hashes(templates));
        write("metadata_config.properties", hashes(configuration));
        write("references.properties", outside);
    }

    private Map<String, String> hashes(Collection<Path> files) throws ConfigParserException {
        Map<String, String> hashes = new TreeMap<>();
        for (Path file : files) hashes.put(relative(file), hash(file));
        return hashes;
    }

    private String relative(Path file) {
        return home.relativize(file).toString();
    }

    private Map<String, String> read(String list) throws ConfigParserException {
        Properties properties = new Properties();
        Path file = folder.resolve(list);
        if (Files.exists(file)) {
            try (InputStream input = Files.newInputStream(file)) {
                properties.load(input);
            } catch (IOException refused) {
                throw new ConfigParserException("Metadata File couldn't Read", refused);
            }
        }
        Map<String, String> entries = new TreeMap<>();
        properties.forEach((key, value) -> entries.put(key.toString(), value.toString()));
        return entries;
    }

    private void write(String list, Map<String, String> entries) throws ConfigParserException {
        Properties properties = new Properties();
        properties.putAll(entries);
        try {
            Files.createDirectories(folder);
            try (OutputStream output = Files.newOutputStream(folder.resolve(list))) {
                properties.store(output, null);
            }
        } catch (IOException refused) {
            throw new ConfigParserException("Error while storing metadata", refused);
        }
    }

    private static String hash(Path file) throws ConfigParserException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
        } catch (NoSuchFileException absent) {
            throw new ConfigParserException("Error while reading metadata",
                new java.io.FileNotFoundException(file + " (No such file or directory)"));
        } catch (IOException refused) {
            throw new ConfigParserException("Error while reading metadata", refused);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
