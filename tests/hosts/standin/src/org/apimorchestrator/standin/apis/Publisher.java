package org.apimorchestrator.standin.apis;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.net.Answer;
import org.apimorchestrator.standin.net.Request;

/** The Publisher's REST API, as far as creating, publishing and deleting an API needs it. */
final class Publisher {
    private final Settings settings;
    private final Versions versions;
    private final Catalogue catalogue;
    private final Tokens tokens;
    private final Deployer deployer;

    Publisher(Settings settings, Versions versions, Catalogue catalogue, Tokens tokens, Deployer deployer) {
        this.settings = settings;
        this.versions = versions;
        this.catalogue = catalogue;
        this.tokens = tokens;
        this.deployer = deployer;
    }

    /** path: what follows the version, for example "/apis". */
    Answer answer(Request request, String path) {
        String[] words = path.split("/");
        String resource = request.method() + " " + (words.length > 2 && !words[2].equals("change-lifecycle") ? path.replace(words[2], "{id}") : path);
        return switch (resource) {
            case "GET /settings" -> allowed(request, "apim:api_view", "apim:api_create") ? settings() : Answers.unauthenticated();
            case "GET /apis" -> allowed(request, "apim:api_view") ? found(request.parameter("query")) : Answers.unauthenticated();
            case "POST /apis" -> allowed(request, "apim:api_create") ? create(request.body()) : Answers.unauthenticated();
            case "DELETE /apis/{id}" -> allowed(request, "apim:api_create", "apim:api_delete") ? delete(words[2]) : Answers.unauthenticated();
            case "POST /apis/change-lifecycle" -> allowed(request, "apim:api_publish") ? publish(request.parameter("apiId"), request.parameter("action")) : Answers.unauthenticated();
            case "POST /apis/{id}/revisions" -> allowed(request, "apim:api_create", "apim:api_publish") ? revise(words[2]) : Answers.unauthenticated();
            case "POST /apis/{id}/deploy-revision" -> allowed(request, "apim:api_create", "apim:api_publish") ? deploy(request.parameter("revisionId"), request.body()) : Answers.unauthenticated();
            default -> Answers.error(404, "no such resource");
        };
    }

    private boolean allowed(Request request, String... scopes) {
        return tokens.allows(request.token(), scopes);
    }

    /** The host each environment of the gateway is reached by, by its name. */
    private Map<String, String> environments() {
        Map<String, String> hosts = new LinkedHashMap<>();
        for (Map<String, Object> environment : settings.tables("apim.gateway.environment")) {
            hosts.put(String.valueOf(environment.get("name")), URI.create(String.valueOf(environment.get("https_endpoint")).replaceFirst(":[$].*$", "")).getHost());
        }
        return hosts;
    }

    private Answer settings() {
        JsonArray list = new JsonArray();
        environments().forEach((name, host) -> {
            JsonObject vhost = new JsonObject();
            vhost.addProperty("host", host);
            JsonArray vhosts = new JsonArray();
            vhosts.add(vhost);
            JsonObject environment = new JsonObject();
            environment.addProperty("name", name);
            if (!versions.deploysFiles()) environment.add("vhosts", vhosts);
            list.add(environment);
        });
        JsonObject answer = new JsonObject();
        answer.add("environment", list);
        return Answer.json(200, answer.toString());
    }

    private Answer found(String query) {
        return Answers.list(catalogue.where(Table.APIS, "API_NAME", query.replaceFirst("^name:", "")).stream().map(Publisher::shown).toList());
    }

    private Answer create(String body) {
        JsonObject api = Answers.object(body);
        if (api == null) return Answers.error(400, "the body is not an API");
        String name = Answers.text(api, "name");
        String version = Answers.text(api, "version");
        String context = Answers.text(api, "context");
        if (name.isEmpty() || version.isEmpty() || context.isEmpty()) return Answers.error(400, "name, context and version must not be null");
        if (!catalogue.where(Table.APIS, "API_NAME", name).isEmpty()) return Answers.error(409, "The API name already exists.");
        String endpoint = "";
        if (api.has("endpointConfig")) {
            JsonObject production = api.getAsJsonObject("endpointConfig").getAsJsonObject("production_endpoints");
            endpoint = production == null ? "" : Answers.text(production, "url");
        }
        String id = UUID.randomUUID().toString();
        catalogue.add(Table.APIS, id, name, version, (context.startsWith("/") ? context : "/" + context) + "/" + version,
            String.join("||", Answers.texts(api, "policies")), "CREATED", endpoint, String.join(",", Answers.texts(api, "gatewayEnvironments")));
        return Answer.json(201, shown(catalogue.row(Table.APIS, id)).toString());
    }

    private Answer publish(String id, String action) {
        Map<String, String> api = catalogue.row(Table.APIS, id);
        if (api.isEmpty()) return Answers.error(404, "Requested API with id '" + id + "' not found");
        if (!action.equals("Publish")) return Answers.error(400, "no such action");
        if (!api.get("STATUS").equals("CREATED") || api.get("ENDPOINT").isEmpty() || api.get("API_TIER").isEmpty()) return Answers.error(400, "an API is published with an end point and a policy, once");
        if (versions.deploysFiles()) {
            String failed = deployer.deploy(api);
            if (!failed.isEmpty()) return Answers.error(500, failed);
        }
        catalogue.change(Table.APIS, id, "STATUS", "PUBLISHED");
        return Answer.json(200, "{\"workflowStatus\":\"APPROVED\"}");
    }

    private Answer revise(String id) {
        if (versions.deploysFiles() || catalogue.row(Table.APIS, id).isEmpty()) return Answers.error(404, "no such resource");
        String revision = UUID.randomUUID().toString();
        catalogue.add(Table.REVISIONS, revision, id);
        return Answer.json(201, "{\"id\":\"" + revision + "\"}");
    }

    /** The gateways take what is deployed from the database: no file is written. */
    private Answer deploy(String revision, String body) {
        if (catalogue.row(Table.REVISIONS, revision).isEmpty()) return Answers.error(404, "no such revision");
        for (JsonObject wanted : Answers.objects(body)) {
            String host = environments().get(Answers.text(wanted, "name"));
            if (host == null || !host.equals(Answers.text(wanted, "vhost"))) return Answers.error(400, "no such environment, or no such vhost in it");
            catalogue.add(Table.DEPLOYMENTS, revision, Answers.text(wanted, "name"));
        }
        return Answer.json(201, "[]");
    }

    private Answer delete(String id) {
        Map<String, String> api = catalogue.row(Table.APIS, id);
        if (api.isEmpty()) return Answers.error(404, "Requested API with id '" + id + "' not found");
        if (!catalogue.where(Table.SUBSCRIPTIONS, "API_UUID", id).isEmpty()) return Answers.error(409, "Cannot remove the API as active subscriptions exist");
        if (versions.deploysFiles()) deployer.remove(api);
        for (Map<String, String> revision : catalogue.where(Table.REVISIONS, "API_UUID", id)) catalogue.remove(Table.DEPLOYMENTS, "REVISION_UUID", revision.get("REVISION_UUID"));
        catalogue.remove(Table.REVISIONS, "API_UUID", id);
        catalogue.remove(Table.APIS, "API_UUID", id);
        return Answer.json(200, "");
    }

    private static JsonObject shown(Map<String, String> api) {
        JsonObject shown = new JsonObject();
        shown.addProperty("id", api.get("API_UUID"));
        shown.addProperty("name", api.get("API_NAME"));
        shown.addProperty("version", api.get("API_VERSION"));
        shown.addProperty("lifeCycleStatus", api.get("STATUS"));
        return shown;
    }
}
