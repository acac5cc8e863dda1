package org.apimorchestrator.standin.apis;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apimorchestrator.standin.config.Settings;

/** The rows of WSO2AM_DB. Nodes with a database in common have them in common; the H2 of a fresh pack is each node's own. */
interface Catalogue {
    static Catalogue of(Path home, Settings settings) {
        return settings.text("database.apim_db.type").equals("h2") ? new OwnCatalogue() : new SharedCatalogue(home, settings);
    }

    /** The rows that have this value in that column. */
    List<Map<String, String>> where(Table table, String column, String value);

    /** Adds a row, its values in the order of the table's columns. */
    void add(Table table, String... values);

    void change(Table table, String key, String column, String value);

    void remove(Table table, String column, String value);

    /** The one row with this key, or an empty one. */
    default Map<String, String> row(Table table, String key) {
        return where(table, table.key(), key).stream().findFirst().orElse(Map.of());
    }
}
