package org.apimorchestrator.standin.apis;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apimorchestrator.standin.config.Settings;

/** A database server, through the driver in repository/components/lib, as the run-time user. */
final class SharedCatalogue implements Catalogue {
    private final File[] jars;
    private final String url;
    private final Properties login = new Properties();

    SharedCatalogue(Path home, Settings settings) {
        jars = home.resolve("repository/components/lib").toFile().listFiles((folder, name) -> name.endsWith(".jar"));
        // The product puts the URL into an XML file as it stands.
        url = settings.text("database.apim_db.url").replace("&amp;", "&");
        login.setProperty("user", settings.text("database.apim_db.username"));
        login.setProperty("password", settings.text("database.apim_db.password"));
    }

    @Override
    public List<Map<String, String>> where(Table table, String column, String value) {
        String sql = "SELECT " + String.join(", ", table.columns()) + " FROM " + table.table() + " WHERE " + column + " = ?";
        try (Connection connection = connect(); PreparedStatement statement = prepared(connection, sql, value); ResultSet result = statement.executeQuery()) {
            List<Map<String, String>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, String> row = new HashMap<>();
                for (String name : table.columns()) row.put(name, result.getString(name));
                rows.add(row);
            }
            return rows;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    public void add(Table table, String... values) {
        run("INSERT INTO " + table.table() + " (" + String.join(", ", table.columns()) + ") VALUES (" + String.join(", ", Collections.nCopies(values.length, "?")) + ")", values);
    }

    @Override
    public void change(Table table, String key, String column, String value) {
        run("UPDATE " + table.table() + " SET " + column + " = ? WHERE " + table.key() + " = ?", value, key);
    }

    @Override
    public void remove(Table table, String column, String value) {
        run("DELETE FROM " + table.table() + " WHERE " + column + " = ?", value);
    }

    private void run(String sql, String... values) {
        try (Connection connection = connect(); PreparedStatement statement = prepared(connection, sql, values)) {
            statement.executeUpdate();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) statement.setString(i + 1, values[i]);
        return statement;
    }

    private Connection connect() throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, Drivers.of(jars))) {
            if (driver.acceptsURL(url)) return driver.connect(url, login);
        }
        throw new SQLException("No suitable driver for " + url.replaceFirst("[?;].*", ""));
    }

    /** One loader a set of jars: a driver's own state is in its classes. */
    private static final class Drivers {
        private static ClassLoader loader;

        static synchronized ClassLoader of(File[] jars) {
            if (loader != null) return loader;
            List<URL> urls = new ArrayList<>();
            for (File jar : jars == null ? new File[0] : jars) {
                try {
                    urls.add(jar.toURI().toURL());
                } catch (MalformedURLException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
            loader = new URLClassLoader(urls.toArray(new URL[0]), SharedCatalogue.class.getClassLoader());
            return loader;
        }
    }
}
