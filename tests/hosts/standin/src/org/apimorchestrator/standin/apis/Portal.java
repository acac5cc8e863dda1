package org.apimorchestrator.standin.apis;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apimorchestrator.standin.net.Answer;
import org.apimorchestrator.standin.net.Request;

/** The Developer Portal's REST API: applications, their subscriptions and keys. */
final class Portal {
    private static final List<String> TIERS = List.of("Unlimited", "50PerMin", "20PerMin", "10PerMin");

    private final Catalogue catalogue;
    private final Tokens tokens;

    Portal(Catalogue catalogue, Tokens tokens) {
        this.catalogue = catalogue;
        this.tokens = tokens;
    }

    /** path: what follows the version, for example "/applications". */
    Answer answer(Request request, String path) {
        if (!tokens.allows(request.token(), "apim:subscribe", "apim:app_manage", "apim:sub_manage")) return Answers.unauthenticated();
        String[] words = path.split("/");
        String resource = request.method() + " " + (words.length > 2 ? path.replace(words[2], "{id}") : path);
        return switch (resource) {
            case "GET /applications" -> Answers.list(catalogue.where(Table.APPLICATIONS, "NAME", request.parameter("query")).stream().map(Portal::shown).toList());
            case "POST /applications" -> create(Answers.object(request.body()));
            case "DELETE /applications/{id}" -> delete(words[2]);
            case "POST /applications/{id}/generate-keys" -> generate(words[2], Answers.object(request.body()));
            case "POST /subscriptions" -> subscribe(Answers.object(request.body()));
            default -> Answers.error(404, "no such resource");
        };
    }

    private Answer create(JsonObject wanted) {
        if (wanted == null || Answers.text(wanted, "name").isEmpty()) return Answers.error(400, "name must not be null");
        if (!TIERS.contains(Answers.text(wanted, "throttlingPolicy"))) return Answers.error(400, "Specified application tier does not exist.");
        if (!catalogue.where(Table.APPLICATIONS, "NAME", Answers.text(wanted, "name")).isEmpty()) return Answers.error(409, "A duplicate application already exists");
        String id = UUID.randomUUID().toString();
        catalogue.add(Table.APPLICATIONS, id, Answers.text(wanted, "name"), Answers.text(wanted, "throttlingPolicy"));
        return Answer.json(201, shown(catalogue.row(Table.APPLICATIONS, id)).toString());
    }

    private Answer delete(String id) {
        if (catalogue.row(Table.APPLICATIONS, id).isEmpty()) return Answers.error(404, "no such application");
        for (Map<String, String> key : catalogue.where(Table.KEYS, "APPLICATION_UUID", id)) {
            catalogue.remove(Table.TOKENS, "CONSUMER_KEY", key.get("CONSUMER_KEY"));
            catalogue.remove(Table.CLIENTS, "CONSUMER_KEY", key.get("CONSUMER_KEY"));
        }
        catalogue.remove(Table.KEYS, "APPLICATION_UUID", id);
        catalogue.remove(Table.SUBSCRIPTIONS, "APPLICATION_UUID", id);
        catalogue.remove(Table.APPLICATIONS, "UUID", id);
        return Answer.json(200, "");
    }

    private Answer generate(String id, JsonObject wanted) {
        Map<String, String> application = catalogue.row(Table.APPLICATIONS, id);
        if (application.isEmpty()) return Answers.error(404, "no such application");
        if (wanted == null || Answers.text(wanted, "keyType").isEmpty() || Answers.texts(wanted, "grantTypesToBeSupported").isEmpty()) return Answers.error(400, "keyType and grantTypesToBeSupported must not be null");
        if (!catalogue.where(Table.KEYS, "APPLICATION_UUID", id).isEmpty()) return Answers.error(409, "Key Mappings already exists for application");
        Map<String, String> client = tokens.newClient(application.get("NAME") + "_" + Answers.text(wanted, "keyType"));
        catalogue.add(Table.KEYS, client.get("CONSUMER_KEY"), id);
        JsonObject token = new JsonObject();
        token.addProperty("accessToken", tokens.issue(client.get("CONSUMER_KEY"), "default"));
        JsonObject answer = new JsonObject();
        answer.addProperty("consumerKey", client.get("CONSUMER_KEY"));
        answer.addProperty("consumerSecret", client.get("CONSUMER_SECRET"));
        if (Answers.texts(wanted, "grantTypesToBeSupported").contains("client_credentials")) answer.add("token", token);
        return Answer.json(200, answer.toString());
    }

    private Answer subscribe(JsonObject wanted) {
        if (wanted == null || Answers.text(wanted, "throttlingPolicy").isEmpty()) return Answers.error(400, "throttlingPolicy must not be null");
        Map<String, String> api = catalogue.row(Table.APIS, Answers.text(wanted, "apiId"));
        if (!"PUBLISHED".equals(api.get("STATUS"))) return Answers.error(403, "Subscription is not allowed");
        if (catalogue.row(Table.APPLICATIONS, Answers.text(wanted, "applicationId")).isEmpty()) return Answers.error(404, "no such application");
        String id = UUID.randomUUID().toString();
        catalogue.add(Table.SUBSCRIPTIONS, id, Answers.text(wanted, "apiId"), Answers.text(wanted, "applicationId"));
        return Answer.json(201, "{\"subscriptionId\":\"" + id + "\",\"status\":\"UNBLOCKED\"}");
    }

    private static JsonObject shown(Map<String, String> application) {
        JsonObject shown = new JsonObject();
        shown.addProperty("applicationId", application.get("UUID"));
        shown.addProperty("name", application.get("NAME"));
        shown.addProperty("throttlingPolicy", application.get("APPLICATION_TIER"));
        return shown;
    }
}
