package org.apimorchestrator.standin.apis;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.log.CarbonLog;
import org.apimorchestrator.standin.net.Answer;
import org.apimorchestrator.standin.net.Client;
import org.apimorchestrator.standin.net.Request;
import org.apimorchestrator.standin.throttling.Throttling;

/** APIs from their creation to their calls. Tokens come from the node itself, whichever Key Manager it has. */
public final class Apis {
    private static final String SECURITY = "http://wso2.org/apimanager/security";

    private final Versions versions;
    private final Catalogue catalogue;
    private final Tokens tokens;
    private final Publisher publisher;
    private final Portal portal;
    private final Deployer deployer;
    private final Throttling throttling;
    private final Client client;
    private final CarbonLog log;

    public Apis(Path home, String version, Settings settings, int managementPort, Client client, Throttling throttling, CarbonLog log) {
        versions = Versions.of(version);
        catalogue = Catalogue.of(home, settings);
        tokens = new Tokens(settings, catalogue);
        deployer = new Deployer(home, settings, managementPort, client, log);
        publisher = new Publisher(settings, versions, catalogue, tokens, deployer);
        portal = new Portal(catalogue, tokens);
        this.throttling = throttling;
        this.client = client;
        this.log = log;
    }

    /** On the ports of the portals; nothing where the address is none of these. */
    public Optional<Answer> managed(Request request) {
        try {
            return answered(request);
        } catch (IllegalStateException refused) {
            return Optional.of(failed(refused));
        }
    }

    /** On the gateway's ports: an API is called with the token of an application that is subscribed to it and within its limit. */
    public Answer called(Request request) {
        try {
            return call(request);
        } catch (IllegalStateException refused) {
            return failed(refused);
        }
    }

    private Optional<Answer> answered(Request request) {
        String path = request.path();
        String publishers = "/api/am/publisher/" + versions.publisher();
        String portals = "/api/am/" + versions.portal();
        if (path.equals("/client-registration/" + versions.registration() + "/register")) return Optional.of(tokens.register(request));
        if (path.equals("/oauth2/token")) return Optional.of(tokens.token(request));
        if (path.equals(Deployer.SERVICE) && versions.deploysFiles()) return Optional.of(deployer.serve(request));
        if (path.startsWith(publishers + "/")) return Optional.of(publisher.answer(request, path.substring(publishers.length())));
        if (path.startsWith(portals + "/")) return Optional.of(portal.answer(request, path.substring(portals.length())));
        return Optional.empty();
    }

    private Answer call(Request request) {
        String path = request.path();
        Map.Entry<String, String> api = deployed().stream().filter(known -> path.equals(known.getKey()) || path.startsWith(known.getKey() + "/")).findFirst().orElse(null);
        if (api == null) {
            return Answer.xml(404, "<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>404</am:code><am:type>Status report</am:type>"
                + "<am:message>Not Found</am:message><am:description>The requested resource is not available.</am:description></am:fault>");
        }
        if (path.equals("/token") && request.method().equals("POST")) return tokens.token(request);
        if (request.token().isEmpty()) return fault(401, "ams", SECURITY, 900902, "Missing Credentials");
        String consumer = tokens.clientOf(request.token());
        if (consumer.isEmpty()) return fault(401, "ams", SECURITY, 900901, "Invalid Credentials");
        Map<String, String> application = catalogue.row(Table.APPLICATIONS, catalogue.row(Table.KEYS, consumer).getOrDefault("APPLICATION_UUID", ""));
        if (!isSubscribed(application.getOrDefault("UUID", ""), api.getKey())) return fault(403, "ams", SECURITY, 900908, "Resource forbidden ");
        if (throttling.isThrottled(application.get("UUID"))) return fault(429, "amt", "http://wso2.org/apimanager/throttling", 900803, "Message throttled out");
        throttling.count(application.get("UUID"), application.get("APPLICATION_TIER"));
        try {
            return client.call("GET", URI.create(api.getValue() + path.substring(api.getKey().length())), "", "");
        } catch (IOException | IllegalArgumentException refused) {
            return fault(503, "am", "http://wso2.org/apimanager", 101503, "Runtime Error");
        }
    }

    /** A database that is away or has no such table. */
    private Answer failed(IllegalStateException refused) {
        log.error("org.wso2.carbon.apimgt.impl.dao.ApiMgtDAO", "Error while reading or writing the database", refused.getCause());
        return Answers.error(500, "Internal server error");
    }

    private boolean isSubscribed(String application, String context) {
        List<String> ids = catalogue.where(Table.APIS, "CONTEXT", context).stream().map(api -> api.get("API_UUID")).toList();
        return catalogue.where(Table.SUBSCRIPTIONS, "APPLICATION_UUID", application).stream().anyMatch(subscription -> ids.contains(subscription.get("API_UUID")));
    }

    /** Context and end point of each API this gateway has: from its files, or (4.x) from the database. */
    private List<Map.Entry<String, String>> deployed() {
        List<Map.Entry<String, String>> apis = new ArrayList<>(deployer.files());
        if (versions.deploysFiles()) return apis;
        for (Map<String, String> api : catalogue.where(Table.APIS, "STATUS", "PUBLISHED")) {
            boolean isDeployed = catalogue.where(Table.REVISIONS, "API_UUID", api.get("API_UUID")).stream()
                .anyMatch(revision -> !catalogue.row(Table.DEPLOYMENTS, revision.get("REVISION_UUID")).isEmpty());
            if (isDeployed) apis.add(Map.entry(api.get("CONTEXT"), api.get("ENDPOINT")));
        }
        return apis;
    }

    private static Answer fault(int status, String prefix, String space, int code, String message) {
        return Answer.xml(status, "<" + prefix + ":fault xmlns:" + prefix + "=\"" + space + "\"><" + prefix + ":code>" + code + "</" + prefix + ":code><" + prefix + ":message>"
            + message + "</" + prefix + ":message></" + prefix + ":fault>");
    }
}
