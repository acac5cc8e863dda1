package org.apimorchestrator.standin.apis;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.net.Answer;
import org.apimorchestrator.standin.net.Request;

/** Clients and their tokens: dynamic client registration, the token end point, and what a token is good for. */
final class Tokens {
    private static final int SECONDS = 3600;
    private static final List<String> SCOPES = List.of("apim:api_create", "apim:api_publish", "apim:api_view", "apim:api_delete",
        "apim:subscribe", "apim:app_manage", "apim:sub_manage");

    private final Settings settings;
    private final Catalogue catalogue;

    Tokens(Settings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /** The same client again where its name is known. */
    Answer register(Request request) {
        if (!settings.isAdministrator(request.credentials())) return Answers.unauthenticated();
        JsonObject wanted = Answers.object(request.body());
        if (wanted == null || !wanted.has("clientName") || !wanted.has("owner") || !wanted.has("grantType")) return Answers.error(400, "clientName, owner and grantType are needed");
        String name = wanted.get("clientName").getAsString();
        Map<String, String> client = catalogue.where(Table.CLIENTS, "APP_NAME", name).stream().findFirst().orElseGet(() -> newClient(name));
        JsonObject answer = new JsonObject();
        answer.addProperty("clientId", client.get("CONSUMER_KEY"));
        answer.addProperty("clientSecret", client.get("CONSUMER_SECRET"));
        answer.addProperty("clientName", name);
        return Answer.json(200, answer.toString());
    }

    Answer token(Request request) {
        Map<String, String> form = request.form();
        String grant = form.getOrDefault("grant_type", "");
        if (grant.isEmpty()) return oauthError(400, "invalid_request");
        String[] login = request.credentials().split(":", 2);
        Map<String, String> client = catalogue.row(Table.CLIENTS, login[0]);
        if (login.length < 2 || !login[1].equals(client.get("CONSUMER_SECRET"))) return oauthError(401, "invalid_client");
        if (grant.equals("password") && !settings.isAdministrator(form.get("username") + ":" + form.get("password"))) return oauthError(400, "invalid_grant");
        if (!grant.equals("password") && !grant.equals("client_credentials")) return oauthError(400, "unsupported_grant_type");
        List<String> scopes = new ArrayList<>(List.of(form.getOrDefault("scope", "").split(" ")));
        scopes.retainAll(grant.equals("password") ? SCOPES : List.of());
        String scope = scopes.isEmpty() ? "default" : String.join(" ", scopes);
        JsonObject answer = new JsonObject();
        answer.addProperty("access_token", issue(login[0], scope));
        answer.addProperty("scope", scope);
        answer.addProperty("token_type", "Bearer");
        answer.addProperty("expires_in", SECONDS);
        return Answer.json(200, answer.toString());
    }

    Map<String, String> newClient(String name) {
        String key = UUID.randomUUID().toString();
        catalogue.add(Table.CLIENTS, key, UUID.randomUUID().toString(), name);
        return catalogue.row(Table.CLIENTS, key);
    }

    String issue(String client, String scope) {
        String token = UUID.randomUUID().toString();
        catalogue.add(Table.TOKENS, token, client, scope);
        return token;
    }

    /** The client a token was issued to; empty where the token is not known. */
    String clientOf(String token) {
        return catalogue.row(Table.TOKENS, token).getOrDefault("CONSUMER_KEY", "");
    }

    boolean allows(String token, String... anyOf) {
        List<String> scopes = List.of(catalogue.row(Table.TOKENS, token).getOrDefault("TOKEN_SCOPE", "").split(" "));
        return List.of(anyOf).stream().anyMatch(scopes::contains);
    }

    private static Answer oauthError(int status, String error) {
        return Answer.json(status, "{\"error\":\"" + error + "\"}");
    }
}
