package org.apimorchestrator.standin.apis;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.log.CarbonLog;
import org.apimorchestrator.standin.net.Answer;
import org.apimorchestrator.standin.net.Client;
import org.apimorchestrator.standin.net.Request;

/** 3.x: the Publisher has the gateway at each environment's service_url write the API's file; the other gateways get that file by the synchronisation. */
final class Deployer {
    static final String SERVICE = "/services/APIGatewayAdmin";
    private static final String SOURCE = "org.wso2.carbon.apimgt.impl.APIGatewayManager";
    private static final Pattern CONTEXT = Pattern.compile("<api\\s[^>]*context=\"([^\"]+)\"");
    private static final Pattern ENDPOINT = Pattern.compile("uri-template=\"([^\"]+)\"");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_.-]+\\.xml");

    private final Path folder;
    private final Settings settings;
    private final int managementPort;
    private final Client client;
    private final CarbonLog log;

    Deployer(Path home, Settings settings, int managementPort, Client client, CarbonLog log) {
        folder = home.resolve("repository/deployment/server/synapse-configs/default/api");
        this.settings = settings;
        this.managementPort = managementPort;
        this.client = client;
        this.log = log;
    }

    /** What went wrong; empty where every environment the API names has it. */
    String deploy(Map<String, String> api) {
        String xml = "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"admin--" + api.get("API_NAME") + "\" context=\"" + api.get("CONTEXT")
            + "\" version=\"" + api.get("API_VERSION") + "\" version-type=\"context\">\n    <resource methods=\"GET\" url-mapping=\"/*\">\n        <endpoint><http uri-template=\""
            + api.get("ENDPOINT") + "\"/></endpoint>\n    </resource>\n</api>\n";
        return send("PUT", api, xml);
    }

    void remove(Map<String, String> api) {
        send("DELETE", api, "");
    }

    /** The gateway's side: its user must be an administrator of this node. */
    Answer serve(Request request) {
        String name = request.parameter("file");
        if (!settings.isAdministrator(request.credentials())) return Answers.unauthenticated();
        if (!FILE.matcher(name).matches()) return Answers.error(400, "no such API");
        try {
            if (request.method().equals("DELETE")) Files.deleteIfExists(folder.resolve(name));
            else Files.writeString(folder.resolve(name), request.body());
            return Answer.json(200, "{}");
        } catch (IOException refused) {
            log.error("org.wso2.carbon.apimgt.gateway.service.APIGatewayAdmin", "Error while deploying " + name, refused);
            return Answers.error(500, "" + refused);
        }
    }

    /** Context and end point of each API whose file this gateway has. */
    List<Map.Entry<String, String>> files() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml")).map(Deployer::read).filter(api -> !api.getKey().isEmpty()).toList();
        } catch (IOException refused) {
            return List.of();
        }
    }

    private static Map.Entry<String, String> read(Path file) {
        try {
            String text = Files.readString(file);
            return Map.entry(first(CONTEXT, text), first(ENDPOINT, text));
        } catch (IOException gone) {
            return Map.entry("", "");
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private String send(String method, Map<String, String> api, String body) {
        List<String> wanted = List.of(api.get("GATEWAYS").split(","));
        for (Map<String, Object> environment : settings.tables("apim.gateway.environment")) {
            if (!wanted.contains(String.valueOf(environment.get("name")))) continue;
            String url = resolved(environment, "service_url").replaceFirst("/services/?$", "") + SERVICE + "?file=admin--" + api.get("API_NAME") + "_v" + api.get("API_VERSION") + ".xml";
            try {
                int status = client.call(method, URI.create(url), resolved(environment, "username") + ":" + resolved(environment, "password"), body).status();
                if (status != 200) throw new IOException("HTTP status " + status);
            } catch (IOException | IllegalArgumentException refused) {
                log.error(SOURCE, "Error occurred when publishing the API to the gateway environment " + environment.get("name") + " at " + url, refused);
                return "Error while publishing to " + environment.get("name");
            }
        }
        return "";
    }

    private String resolved(Map<String, Object> environment, String key) {
        return String.valueOf(environment.get(key)).replace("${mgt.transport.https.port}", String.valueOf(managementPort))
            .replace("${admin.username}", settings.text("super_admin.username")).replace("${admin.password}", settings.text("super_admin.password"));
    }
}
