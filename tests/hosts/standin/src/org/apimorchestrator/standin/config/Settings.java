package org.apimorchestrator.standin.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apimorchestrator.standin.toml.TomlArray;
import org.apimorchestrator.standin.toml.TomlTable;

/** deployment.toml as one flat map of dotted keys; lists hold strings, numbers or maps. */
public final class Settings {
    private final Map<String, Object> values = new LinkedHashMap<>();

    static Settings of(TomlTable document) {
        Settings settings = new Settings();
        settings.flatten("", document);
        return settings;
    }

    Map<String, Object> values() {
        return values;
    }

    public Object get(String key) {
        return values.get(key);
    }

    /** The value as text; empty where there is none. */
    public String text(String key) {
        Object value = values.get(key);
        return value == null ? "" : value.toString();
    }

    /** Whether "user:password" is the administrator's. */
    public boolean isAdministrator(String credentials) {
        return credentials.equals(text("super_admin.username") + ":" + text("super_admin.password"));
    }

    public int number(String key) {
        return Integer.parseInt(text(key).strip());
    }

    public boolean hasBelow(String prefix) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(prefix + "."));
    }

    public List<String> keysBelow(String prefix) {
        return values.keySet().stream().filter(key -> key.startsWith(prefix + ".")).toList();
    }

    /** A list, or a single string taken as a list of one; empty where there is none. */
    public List<String> texts(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list) return list.stream().map(String::valueOf).toList();
        return value == null ? List.of() : List.of(value.toString());
    }

    /** A list written as one string with commas, or as a list; signs before the words, as Tomcat has them, are left off. */
    public List<String> words(String key) {
        return texts(key).stream().flatMap(text -> Stream.of(text.split("[,+ ]+"))).filter(word -> !word.isBlank()).toList();
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> tables(String key) {
        List<Map<String, Object>> tables = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            for (Object element : list) if (element instanceof Map<?, ?> map) tables.add((Map<String, Object>) map);
        }
        return tables;
    }

    private void flatten(String prefix, TomlTable table) {
        table.values().forEach((key, value) -> {
            String path = prefix + (key.matches("[A-Za-z0-9_-]+") ? key : "'" + key + "'");
            if (value instanceof TomlTable nested) flatten(path + ".", nested);
            else values.put(path, plain(value));
        });
    }

    private static Object plain(Object value) {
        if (value instanceof TomlArray array) {
            List<Object> list = new ArrayList<>();
            for (Object element : array.elements()) {
                list.add(element instanceof TomlTable table ? of(table).values : plain(element));
            }
            return list;
        }
        return value;
    }
}
