package org.apimorchestrator.standin.net;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One HTTP request; the names of headers are in lower case. */
public record Request(String method, String path, String query, Map<String, String> headers, String body) {
    static Request of(String line, Map<String, String> headers, String body) {
        String[] words = line.split(" ");
        String[] target = (words.length > 1 ? words[1] : "/").split("\\?", 2);
        return new Request(words[0], target[0], target.length > 1 ? target[1] : "", headers, body);
    }

    /** A parameter of the address; empty where it is not there. */
    public String parameter(String name) {
        return form(query).getOrDefault(name, "");
    }

    /** The fields of a body that is a form. */
    public Map<String, String> form() {
        return form(body);
    }

    /** "user:password" of basic authentication; empty where there is none. */
    public String credentials() {
        String encoded = authorization("Basic ");
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }

    /** The bearer's token; empty where there is none. */
    public String token() {
        return authorization("Bearer ");
    }

    private String authorization(String scheme) {
        String header = headers.getOrDefault("authorization", "");
        return header.toLowerCase(Locale.ROOT).startsWith(scheme.toLowerCase(Locale.ROOT)) ? header.substring(scheme.length()).strip() : "";
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) fields.put(decoded(parts[0]), decoded(parts[1]));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
