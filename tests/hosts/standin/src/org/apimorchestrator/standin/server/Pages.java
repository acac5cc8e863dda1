package org.apimorchestrator.standin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apimorchestrator.standin.net.Answer;

/** What the servlet container and the gateway answer. */
final class Pages {
    private static final Pattern CONTEXT = Pattern.compile("<api\\s[^>]*context=\"([^\"]+)\"");
    private static final List<String> PORTALS = List.of("/publisher", "/devportal", "/admin", "/carbon");
    private static final List<String> REST = List.of("/api/am/", "/client-registration/", "/internal/data/", "/throttle/data/");
    private static final List<String> IDENTITY_REST = List.of("/keymanager-operations/", "/api/server/", "/scim2/", "/api/identity/");

    private final Path home;
    private final Product product;
    private final Runnable onRevocation;
    /** The portals answer as soon as the container is up, their back ends only when the server is. */
    private volatile boolean deployed;

    Pages(Path home, Product product, Runnable onRevocation) {
        this.home = home;
        this.product = product;
        this.onRevocation = onRevocation;
    }

    void deployed() {
        deployed = true;
    }

    Answer container(String method, String path) {
        if (path.equals("/services/Version")) return Answer.xml(200, version());
        if (path.equals("/services") || path.startsWith("/services/")) return Answer.page("<html><body>Deployed services</body></html>");
        if (path.equals("/oauth2/token") && deployed) return Answer.json(400, "{\"error\":\"invalid_request\"}");
        if (path.equals("/oauth2/revoke") && deployed) {
            onRevocation.run();
            return Answer.json(200, "{}");
        }
        if (path.equals("/oauth2/jwks") && deployed) return Answer.json(200, "{\"keys\":[]}");
        if (portals().stream().anyMatch(portal -> path.equals(portal) || path.startsWith(portal + "/"))) {
            return Answer.page("<html><head><title>" + product.name() + "</title></head><body></body></html>");
        }
        if (deployed && rest().stream().anyMatch(path::startsWith)) {
            return Answer.json(401, "{\"code\":401,\"message\":\"\",\"description\":\"Unauthenticated request\"}");
        }
        return Answer.absent();
    }

    /** An API deployed in synapse-configs asks for its token; everything else is not there. */
    Answer gateway(String method, String path) {
        for (String context : contexts()) {
            if (path.equals(context) || path.startsWith(context + "/")) {
                return Answer.xml(401, "<ams:fault xmlns:ams=\"http://wso2.org/apimanager/security\"><ams:code>900902</ams:code>"
                    + "<ams:message>Missing Credentials</ams:message></ams:fault>");
            }
        }
        return Answer.xml(404, "<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>404</am:code><am:type>Status report</am:type>"
            + "<am:message>Not Found</am:message><am:description>The requested resource is not available.</am:description></am:fault>");
    }

    private List<String> portals() {
        return product.isApiManager() ? PORTALS : List.of("/carbon", "/user-portal", "/authenticationendpoint");
    }

    private List<String> rest() {
        return product.isApiManager() ? REST : IDENTITY_REST;
    }

    private String version() {
        return "<ns:getVersionResponse xmlns:ns=\"http://version.services.core.carbon.wso2.org\"><return>" + product + "</return></ns:getVersionResponse>";
    }

    private List<String> contexts() {
        Path folder = home.resolve("repository/deployment/server/synapse-configs/default/api");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml")).map(Pages::contextOf).filter(context -> !context.isEmpty()).toList();
        } catch (IOException refused) {
            return List.of();
        }
    }

    private static String contextOf(Path file) {
        try {
            Matcher matcher = CONTEXT.matcher(Files.readString(file));
            return matcher.find() ? matcher.group(1) : "";
        } catch (IOException gone) {
            return "";
        }
    }
}
