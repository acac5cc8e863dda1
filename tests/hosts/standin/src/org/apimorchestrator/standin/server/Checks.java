package org.apimorchestrator.standin.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apimorchestrator.standin.config.Settings;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What the components look at when they start: the repository, the XML files, the drivers of the databases. */
final class Checks {
    private static final String MANAGER = "org.wso2.carbon.core.init.CarbonServerManager";
    private static final String DATA_SOURCES = "org.wso2.carbon.ndatasource.core.DataSourceManager";

    private final Path home;
    private final Settings settings;

    Checks(Path home, Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    void repository() throws StartFailure {
        Path repository = home.resolve("repository/deployment/server");
        if (!Files.isDirectory(repository)) {
            throw new StartFailure(MANAGER, "WSO2 Carbon initialization Failed",
                new IOException("Repository location '" + repository + "/' not found!"), false);
        }
    }

    void dataSources() throws StartFailure {
        xml(home.resolve("repository/conf/datasources/master-datasources.xml"), DATA_SOURCES, "Error in intializing system data sources");
        for (String database : List.of("database.apim_db", "database.shared_db")) driver(database);
    }

    void configuration() throws StartFailure {
        for (String file : List.of("carbon.xml", "user-mgt.xml", "registry.xml", "api-manager.xml", "broker.xml")) {
            Path path = home.resolve("repository/conf").resolve(file);
            if (Files.exists(path) || file.equals("carbon.xml")) xml(path, MANAGER, "WSO2 Carbon initialization Failed");
        }
    }

    /** A broken artifact is left out with an error, as the deployers do it. */
    List<String> brokenArtifacts() throws IOException {
        try (Stream<Path> tree = Files.walk(home.resolve("repository/deployment/server"))) {
            return tree.filter(file -> file.toString().endsWith(".xml")).filter(file -> !wellFormed(file)).map(Path::toString).toList();
        }
    }

    private void driver(String database) throws StartFailure {
        String type = settings.text(database + ".type");
        if (type.equals("h2")) return;
        File[] jars = home.resolve("repository/components/lib").toFile().listFiles((folder, name) -> name.endsWith(".jar"));
        if (jars == null || jars.length == 0) {
            throw new StartFailure(DATA_SOURCES, "Error in intializing system data sources",
                new ClassNotFoundException("Unable to load class: " + settings.text(database + ".driver") + " for type " + type), false);
        }
    }

    private static void xml(Path file, String source, String message) throws StartFailure {
        try {
            parse(file);
        } catch (SAXException | IOException refused) {
            throw new StartFailure(source, message, new IOException(file + ": " + refused.getMessage(), refused), false);
        }
    }

    private static boolean wellFormed(Path file) {
        try {
            parse(file);
            return true;
        } catch (SAXException | IOException refused) {
            return false;
        }
    }

    private static void parse(Path file) throws SAXException, IOException {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            builder.parse(file.toFile());
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
