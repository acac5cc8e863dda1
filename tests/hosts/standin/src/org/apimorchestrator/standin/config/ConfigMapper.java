package org.apimorchestrator.standin.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apimorchestrator.standin.log.CarbonLog;
import org.apimorchestrator.standin.toml.TomlError;
import org.apimorchestrator.standin.toml.TomlParser;

/** deployment.toml to the rendered files, as the product's config mapper does it before anything else starts. */
public final class ConfigMapper {
    private static final String NAME = "org.wso2.config.mapper.ConfigParser";

    private final Path home;
    private final Path deployment;
    private final CarbonLog log;

    public ConfigMapper(Path home, CarbonLog log) {
        this.home = home;
        this.log = log;
        deployment = home.resolve("repository/conf/deployment.toml");
    }

    public Settings run() throws ConfigParserException {
        if (!Files.exists(deployment)) {
            log.early("WARN", NAME, "deployment.toml not found at " + deployment);
            Settings settings = new Settings();
            addDefaults(settings);
            settings.values().putIfAbsent("super_admin.username", "admin");
            settings.values().putIfAbsent("super_admin.password", "admin");
            ReferenceResolver.resolve(settings);
            return settings;
        }
        try {
            Templates templates = new Templates(home);
            Metadata metadata = new Metadata(home);
            boolean required = isRequired(metadata, templates.files());
            Settings settings = parse();
            addDefaults(settings);
            Map<String, String> outside = ReferenceResolver.resolve(settings);
            if (required) deploy(settings, templates, metadata, outside);
            return settings;
        } catch (IOException refused) {
            throw new ConfigParserException("Error while store new configurations", refused);
        }
    }

    private boolean isRequired(Metadata metadata, List<Path> templates) throws ConfigParserException {
        if (!metadata.exists()) {
            log.early("INFO", NAME, "Initializing configurations with deployment configurations");
            return true;
        }
        List<String> changedTemplates = metadata.changed("metadata_template.properties");
        List<String> newTemplates = metadata.notListed("metadata_template.properties", templates);
        List<String> changed = metadata.changed("metadata_config.properties");
        boolean outside = metadata.outsideChanged();
        changedTemplates.forEach(path -> log.early("WARN", NAME, "Configurations templates Changed in :" + path));
        newTemplates.forEach(path -> log.early("WARN", NAME, "New Configurations found in :" + path));
        if (!changedTemplates.isEmpty() || !newTemplates.isEmpty()) log.early("INFO", NAME, "Applying Configurations upon new Templates");
        changed.forEach(path -> log.early("WARN", NAME, "Configurations Changed in :" + path));
        if (!changed.isEmpty()) log.early("WARN", NAME, "Overriding files in configuration directory " + home);
        if (outside) log.early("WARN", NAME, "Configuration value changed in references, Overriding files in the configuration directory" + home);
        return outside || !changed.isEmpty() || !changedTemplates.isEmpty() || !newTemplates.isEmpty();
    }

    private Settings parse() throws ConfigParserException, IOException {
        try {
            return Settings.of(TomlParser.parse(deployment));
        } catch (TomlError refused) {
            log.early("ERROR", "org.wso2.config.mapper.TomlParser", refused.getMessage());
            throw new ConfigParserException("Error parsing deployment configuration");
        }
    }

    private static void addDefaults(Settings settings) {
        Properties defaults = new Properties();
        try (InputStream input = ConfigMapper.class.getResourceAsStream("/defaults.properties")) {
            defaults.load(input);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        new TreeMap<Object, Object>(defaults).forEach((key, value) -> settings.values().putIfAbsent(key.toString(), value.toString()));
    }

    private void deploy(Settings settings, Templates templates, Metadata metadata, Map<String, String> outside)
            throws ConfigParserException, IOException {
        Map<String, String> computed = Computed.of(settings);
        Map<Path, String> rendered = new LinkedHashMap<>();
        for (Path template : templates.files()) rendered.put(templates.outputOf(template), templates.render(template, settings, computed));
        backup(rendered.keySet());
        for (Map.Entry<Path, String> entry : rendered.entrySet()) {
            Files.createDirectories(entry.getKey().getParent());
            Files.writeString(entry.getKey(), entry.getValue());
        }
        log.early("INFO", NAME, "Writing Metadata Entries...");
        List<Path> configuration = new ArrayList<>(rendered.keySet());
        configuration.add(deployment);
        metadata.store(configuration, templates.files(), outside);
    }

    private void backup(Iterable<Path> files) throws IOException {
        for (Path file : files) {
            if (!Files.exists(file)) continue;
            Path copy = home.resolve("backup").resolve(home.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(file));
        }
    }
}
