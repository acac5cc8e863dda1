package org.apimorchestrator.standin.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * repository/resources/conf/templates: each NAME.j2 becomes the file NAME under the server's home. Values are pasted in raw, as the
 * product does it: what is special in XML stays special.
 */
final class Templates {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^}\\s]+)\\s*\\}\\}");

    private final Path home;
    private final Path folder;

    Templates(Path home) throws ConfigParserException {
        this.home = home;
        folder = home.resolve("repository/resources/conf/templates");
        if (!Files.isDirectory(folder)) {
            throw new ConfigParserException("Template directory (" + folder + ") does not exist or is not a directory");
        }
    }

    List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".j2")).sorted().toList();
        }
    }

    Path outputOf(Path template) {
        String path = folder.relativize(template).toString();
        return home.resolve(path.substring(0, path.length() - ".j2".length()));
    }

    String render(Path template, Settings settings, Map<String, String> computed) throws IOException {
        Matcher matcher = PLACEHOLDER.matcher(Files.readString(template));
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String key = matcher.group(1);
            String value = computed.containsKey(key) ? computed.get(key) : settings.text(key);
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }
}
