package org.apimorchestrator.standin.toml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table under construction. One that exists only because of its children has no position of its own yet. */
public final class TomlTable {
    private record Entry(Object value, Position position) { }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private Position definedAt;

    TomlTable(Position definedAt) {
        this.definedAt = definedAt;
    }

    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value));
        return values;
    }

    /** key = value, with a dotted key relative to this table. */
    void put(List<String> path, Object value, Position position) {
        TomlTable table = descend(path.subList(0, path.size() - 1), position);
        String last = path.get(path.size() - 1);
        Entry held = table.entries.get(last);
        if (held != null) throw previously(path, held.position, position);
        table.entries.put(last, new Entry(value, position));
    }

    /** [path] */
    TomlTable openTable(List<String> path, Position position) {
        TomlTable parent = descend(path.subList(0, path.size() - 1), position);
        String last = path.get(path.size() - 1);
        Entry held = parent.entries.get(last);
        if (held == null) {
            TomlTable table = new TomlTable(position);
            parent.entries.put(last, new Entry(table, position));
            return table;
        }
        if (!(held.value instanceof TomlTable table)) throw previously(path, held.position, position);
        if (table.definedAt != null) throw previously(path, held.position, position);
        return table.define(position);
    }

    /** [[path]] */
    TomlTable appendTable(List<String> path, Position position) {
        TomlTable parent = descend(path.subList(0, path.size() - 1), position);
        String last = path.get(path.size() - 1);
        Entry held = parent.entries.computeIfAbsent(last, key -> new Entry(new TomlArray(false), position));
        if (!(held.value instanceof TomlArray array)) {
            throw new TomlError(String.join(".", path) + " is not an array (previously defined at " + held.position + ")", position);
        }
        if (array.isLiteral()) {
            throw new TomlError(String.join(".", path) + " previously defined as a literal array at " + held.position, position);
        }
        TomlTable table = new TomlTable(position);
        array.add(table, position);
        return table;
    }

    private TomlTable descend(List<String> path, Position position) {
        TomlTable table = this;
        for (int i = 0; i < path.size(); i++) {
            Entry held = table.entries.computeIfAbsent(path.get(i), key -> new Entry(new TomlTable(null), position));
            if (held.value instanceof TomlTable next) table = next;
            else if (held.value instanceof TomlArray array && !array.isLiteral()) table = array.lastTable();
            else throw previously(path.subList(0, i + 1), held.position, position);
        }
        return table;
    }

    /**
     * The product's parser never comes back from giving a position to a table that exists already through its children:
     * it ends in a StackOverflowError, whatever the size of the stack. So does this.
     */
    private TomlTable define(Position position) {
        return define(new Position(position.line(), position.column()));
    }

    private static TomlError previously(List<String> path, Position before, Position now) {
        return new TomlError(String.join(".", path) + " previously defined at " + before, now);
    }
}
