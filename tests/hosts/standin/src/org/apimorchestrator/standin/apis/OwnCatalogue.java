package org.apimorchestrator.standin.apis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In place of H2: in this process. */
final class OwnCatalogue implements Catalogue {
    private final Map<Table, List<Map<String, String>>> rows = new EnumMap<>(Table.class);

    @Override
    public synchronized List<Map<String, String>> where(Table table, String column, String value) {
        return of(table).stream().filter(row -> row.get(column).equals(value)).toList();
    }

    @Override
    public synchronized void add(Table table, String... values) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < values.length; i++) row.put(table.columns().get(i), values[i]);
        of(table).add(row);
    }

    @Override
    public synchronized void change(Table table, String key, String column, String value) {
        where(table, table.key(), key).forEach(row -> row.put(column, value));
    }

    @Override
    public synchronized void remove(Table table, String column, String value) {
        of(table).removeIf(row -> row.get(column).equals(value));
    }

    private List<Map<String, String>> of(Table table) {
        return rows.computeIfAbsent(table, absent -> new ArrayList<>());
    }
}
