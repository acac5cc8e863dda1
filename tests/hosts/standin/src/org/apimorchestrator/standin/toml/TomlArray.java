package org.apimorchestrator.standin.toml;

import java.util.ArrayList;
import java.util.List;

/** An array: written as a value, or grown by [[headers]]. All elements are of one type, as the product's parser wants. */
public final class TomlArray {
    private final List<Object> elements = new ArrayList<>();
    private final boolean literal;

    TomlArray(boolean literal) {
        this.literal = literal;
    }

    boolean isLiteral() {
        return literal;
    }

    void add(Object value, Position position) {
        if (!elements.isEmpty()) {
            String held = typeOf(elements.get(0));
            String given = typeOf(value);
            if (!held.equals(given)) {
                throw new TomlError("Cannot add a " + given + " to an array containing " + held + "s", position);
            }
        }
        elements.add(value);
    }

    TomlTable lastTable() {
        return (TomlTable) elements.get(elements.size() - 1);
    }

    public List<Object> elements() {
        return elements;
    }

    private static String typeOf(Object value) {
        if (value instanceof Long) return "integer";
        if (value instanceof Double) return "float";
        if (value instanceof Boolean) return "boolean";
        if (value instanceof TomlArray) return "array";
        if (value instanceof TomlTable) return "table";
        if (value instanceof TomlDate) return "date";
        return "string";
    }
}
