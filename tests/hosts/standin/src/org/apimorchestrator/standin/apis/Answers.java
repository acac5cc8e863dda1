package org.apimorchestrator.standin.apis;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.apimorchestrator.standin.net.Answer;

/** Bodies in JSON, read and written. */
final class Answers {
    private Answers() { }

    /** The object a body holds; null where it holds none. */
    static JsonObject object(String body) {
        try {
            JsonElement element = JsonParser.parseString(body);
            return element.isJsonObject() ? element.getAsJsonObject() : null;
        } catch (JsonParseException broken) {
            return null;
        }
    }

    /** The objects of a list; none where the body is no list. */
    static List<JsonObject> objects(String body) {
        List<JsonObject> objects = new ArrayList<>();
        try {
            JsonElement element = JsonParser.parseString(body);
            if (element.isJsonArray()) element.getAsJsonArray().forEach(entry -> objects.add(entry.getAsJsonObject()));
        } catch (JsonParseException | IllegalStateException broken) {
            return List.of();
        }
        return objects;
    }

    /** A member that is a text; empty where there is none. */
    static String text(JsonObject object, String name) {
        return object.has(name) && object.get(name).isJsonPrimitive() ? object.get(name).getAsString() : "";
    }

    /** A member that is a list of texts. */
    static List<String> texts(JsonObject object, String name) {
        List<String> texts = new ArrayList<>();
        if (object.has(name) && object.get(name).isJsonArray()) object.getAsJsonArray(name).forEach(element -> texts.add(element.getAsString()));
        return texts;
    }

    static Answer list(List<JsonObject> elements) {
        JsonArray list = new JsonArray();
        elements.forEach(list::add);
        JsonObject answer = new JsonObject();
        answer.addProperty("count", elements.size());
        answer.add("list", list);
        return Answer.json(200, answer.toString());
    }

    static Answer error(int status, String description) {
        JsonObject answer = new JsonObject();
        answer.addProperty("code", status);
        answer.addProperty("message", status == 400 ? "Bad Request" : status == 409 ? "Conflict" : status == 404 ? "Not Found" : "");
        answer.addProperty("description", description);
        return Answer.json(status, answer.toString());
    }

    static Answer unauthenticated() {
        return error(401, "Unauthenticated request");
    }
}
