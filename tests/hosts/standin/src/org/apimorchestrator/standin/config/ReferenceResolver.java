package org.apimorchestrator.standin.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** $secret{}, $sys{}, $env{} and $ref{}, in this order; whatever cannot be resolved stops the start. */
final class ReferenceResolver {
    private static final Pattern REF = Pattern.compile("\\$ref\\{([^}]*)\\}");

    private final Map<String, Object> values;
    /** What was read from outside, as the metadata keeps it: "env.NAME" and "sys.NAME". */
    private final Map<String, String> outside = new TreeMap<>();

    private ReferenceResolver(Map<String, Object> values) {
        this.values = values;
    }

    static Map<String, String> resolve(Settings settings) throws ConfigParserException {
        ReferenceResolver resolver = new ReferenceResolver(settings.values());
        resolver.checkSecrets();
        resolver.replaceOutside("sys", System::getProperty);
        resolver.replaceOutside("env", System::getenv);
        resolver.resolveReferences();
        return resolver.outside;
    }

    private void checkSecrets() throws ConfigParserException {
        for (Object value : values.values()) {
            for (String text : textsWithin(value)) {
                Matcher matcher = Pattern.compile("\\$secret\\{([^}]*)\\}").matcher(text);
                while (matcher.find()) checkSecret(matcher.group(1));
            }
        }
    }

    private void checkSecret(String alias) throws ConfigParserException {
        Object secret = values.getOrDefault("secrets." + alias, values.get("secrets.'" + alias + "'"));
        if (secret == null) throw new ConfigParserException("Secret references can't be resolved for " + alias);
        if (secret.toString().matches("(?s).*\\[.*\\].*")) {
            throw new ConfigParserException("Secret references can't be plain text for " + alias);
        }
    }

    private static List<String> textsWithin(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof String text) texts.add(text);
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) map.values().forEach(held -> { if (held instanceof String text) texts.add(text); });
                else if (element instanceof String text) texts.add(text);
            }
        }
        return texts;
    }

    private void replaceOutside(String kind, UnaryOperator<String> lookup) throws ConfigParserException {
        Pattern pattern = Pattern.compile("\\$" + kind + "\\{([^}]*)\\}");
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            if (entry.getValue() instanceof String text) {
                entry.setValue(replaced(text, pattern, kind, lookup));
            } else if (entry.getValue() instanceof List<?> list) {
                List<Object> changed = new ArrayList<>();
                for (Object element : list) changed.add(element instanceof String text ? replaced(text, pattern, kind, lookup) : element);
                entry.setValue(changed);
            }
        }
    }

    private String replaced(String text, Pattern pattern, String kind, UnaryOperator<String> lookup) throws ConfigParserException {
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String found = lookup.apply(name);
            if (found == null) {
                throw new ConfigParserException(kind.equals("env")
                    ? "Environment variable " + name + " not defined in system"
                    : "Error while retrieving " + name + " system property");
            }
            outside.put(kind + "." + name, found);
            matcher.appendReplacement(result, Matcher.quoteReplacement(found));
        }
        return matcher.appendTail(result).toString();
    }

    private void resolveReferences() throws ConfigParserException {
        for (String key : List.copyOf(values.keySet())) values.put(key, resolved(key, new LinkedHashMap<>()));
    }

    private Object resolved(String key, Map<String, Boolean> path) throws ConfigParserException {
        Object value = values.get(key);
        if (value == null) throw new ConfigParserException("Configuration with key " + key + " doesn't exist");
        if (path.put(key, true) != null) {
            throw new ConfigParserException("References can't be resolved for " + String.join(",", path.keySet()));
        }
        Object result = value;
        if (value instanceof String text) result = resolvedText(text, path);
        else if (value instanceof List<?> list) result = resolvedList(list, path);
        path.remove(key);
        return result;
    }

    private Object resolvedText(String text, Map<String, Boolean> path) throws ConfigParserException {
        Matcher whole = REF.matcher(text);
        if (whole.matches()) return resolved(whole.group(1), path);
        Matcher matcher = REF.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) matcher.appendReplacement(result, Matcher.quoteReplacement(String.valueOf(resolved(matcher.group(1), path))));
        return matcher.appendTail(result).toString();
    }

    /** Only the strings of a list: tables inside it keep their references as they are, as with the product. */
    private List<Object> resolvedList(List<?> list, Map<String, Boolean> path) throws ConfigParserException {
        List<Object> result = new ArrayList<>();
        for (Object element : list) result.add(element instanceof String text ? String.valueOf(resolvedText(text, path)) : element);
        return result;
    }
}
