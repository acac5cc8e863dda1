package org.apimorchestrator.standin.config;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;

/**
 * $secret{alias}: opened with the internal keystore, whose password comes from password-tmp (gone after the start), from
 * password-persist, or from the console. The rendered files keep the references.
 */
public final class SecretVault {
    private static final Pattern REFERENCE = Pattern.compile("\\$secret\\{([^}]*)\\}");

    private final Path home;
    private final Settings settings;

    public SecretVault(Path home, Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    /** Does nothing where no secret is used. */
    public void open() throws IOException, GeneralSecurityException {
        boolean used = settings.values().values().stream().anyMatch(value -> String.valueOf(value).contains("$secret{"));
        if (!used) return;
        List<String> passwords = passwords();
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPwithSHA1andMGF1Padding");
        cipher.init(Cipher.DECRYPT_MODE, key(passwords.get(0), passwords.get(passwords.size() - 1)));
        open(settings.values(), cipher);
    }

    @SuppressWarnings("unchecked")
    private void open(Map<String, Object> values, Cipher cipher) throws GeneralSecurityException {
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            if (entry.getValue() instanceof String text && !entry.getKey().startsWith("secrets.")) entry.setValue(opened(text, cipher));
            if (!(entry.getValue() instanceof List<?> list)) continue;
            for (Object element : list) if (element instanceof Map<?, ?> table) open((Map<String, Object>) table, cipher);
        }
    }

    private String opened(String text, Cipher cipher) throws GeneralSecurityException {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            byte[] secret = Base64.getMimeDecoder().decode(settings.text("secrets." + matcher.group(1)));
            matcher.appendReplacement(result, Matcher.quoteReplacement(new String(cipher.doFinal(secret), StandardCharsets.UTF_8)));
        }
        return matcher.appendTail(result).toString();
    }

    private List<String> passwords() throws IOException {
        for (String name : new String[] {"password-tmp", "password-persist"}) {
            Path file = home.resolve(name);
            if (!Files.exists(file)) continue;
            List<String> lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
            if (name.equals("password-tmp")) Files.delete(file);
            if (!lines.isEmpty()) return lines;
        }
        System.out.println("[Enter KeyStore and Private Key Password :]");
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return new ArrayList<>(List.of(line == null ? "" : line));
    }

    private Key key(String storePassword, String keyPassword) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(settings.text("keystore.internal.type"));
        Path file = home.resolve("repository/resources/security/" + settings.text("keystore.internal.file_name"));
        try (InputStream input = new FileInputStream(file.toFile())) {
            store.load(input, storePassword.toCharArray());
        }
        return store.getKey(settings.text("keystore.internal.alias"), keyPassword.toCharArray());
    }
}
