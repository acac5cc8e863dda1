package org.apimorchestrator.standin.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apimorchestrator.standin.net.Answer;
import org.apimorchestrator.standin.net.Request;

/** What the servlet container answers. */
final class Pages {
    private static final List<String> PORTALS = List.of("/publisher", "/devportal", "/admin", "/carbon");
    private static final List<String> REST = List.of("/api/am/", "/client-registration/", "/internal/data/", "/throttle/data/");
    private static final List<String> IDENTITY_REST = List.of("/keymanager-operations/", "/api/server/", "/scim2/", "/api/identity/");

    private final Product product;
    private final Function<Request, Optional<Answer>> rest;
    private final Runnable onRevocation;
    /** The portals answer as soon as the container is up, their back ends only when the server is. */
    private volatile boolean deployed;

    /** rest: the answers of REST APIs that do something here. */
    Pages(Product product, Function<Request, Optional<Answer>> rest, Runnable onRevocation) {
        this.product = product;
        this.rest = rest;
        this.onRevocation = onRevocation;
    }

    void deployed() {
        deployed = true;
    }

    Answer answer(Request request) {
        String path = request.path();
        Optional<Answer> done = deployed ? rest.apply(request) : Optional.empty();
        if (done.isPresent()) return done.get();
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
        if (deployed && locked().stream().anyMatch(path::startsWith)) {
            return Answer.json(401, "{\"code\":401,\"message\":\"\",\"description\":\"Unauthenticated request\"}");
        }
        return Answer.absent();
    }

    private List<String> portals() {
        return product.isApiManager() ? PORTALS : List.of("/carbon", "/user-portal", "/authenticationendpoint");
    }

    private List<String> locked() {
        return product.isApiManager() ? REST : IDENTITY_REST;
    }

    private String version() {
        return "<ns:getVersionResponse xmlns:ns=\"http://version.services.core.carbon.wso2.org\"><return>" + product + "</return></ns:getVersionResponse>";
    }
}
