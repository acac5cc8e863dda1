package org.apimorchestrator.standin.security;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apimorchestrator.standin.config.Settings;

/** The keystores of deployment.toml: primary, internal and tls must open and hold their key, the truststore must open. */
public final class Stores {
    private static final String FOLDER = "repository/resources/security/";
    private static final String MANAGER = "org.wso2.carbon.core.util.KeyStoreManager";
    private static final String LISTENER = "org.apache.synapse.transport.nhttp.config.ServerConnFactoryBuilder";

    private final Path home;
    private final Settings settings;
    private final SSLContext server;
    private final SSLContext client;

    public Stores(Path home, Settings settings) throws StoreException {
        this.home = home;
        this.settings = settings;
        key("keystore.primary", MANAGER);
        key("keystore.internal", MANAGER);
        KeyStore tls = key("keystore.tls", LISTENER);
        KeyStore trust = open("truststore", LISTENER);
        server = context(tls, trust);
        client = context(null, trust);
    }

    /** For ports: shows the certificate of keystore.tls. */
    public SSLContext server() {
        return server;
    }

    /** For calls to other servers: believes what the truststore holds. */
    public SSLContext client() {
        return client;
    }

    /** A store that holds nothing but the key named, so that no other key is ever shown. */
    private KeyStore key(String prefix, String source) throws StoreException {
        KeyStore store = open(prefix, source);
        String alias = settings.text(prefix + ".alias");
        try {
            Key key = store.getKey(alias, settings.text(prefix + ".key_password").toCharArray());
            if (key == null) throw new IOException("Alias name [" + alias + "] does not identify a key entry");
            KeyStore single = KeyStore.getInstance("JKS");
            single.load(null, null);
            single.setKeyEntry(alias, key, password(prefix), store.getCertificateChain(alias));
            return single;
        } catch (GeneralSecurityException | IOException refused) {
            throw new StoreException(source, "Error while loading the key " + alias + " of " + path(prefix), refused);
        }
    }

    private KeyStore open(String prefix, String source) throws StoreException {
        Path file = home.resolve(path(prefix));
        if (!Files.isRegularFile(file)) {
            throw new StoreException(source, "KeyStore File " + path(prefix) + " not found",
                new java.io.FileNotFoundException(file + " (No such file or directory)"));
        }
        try (InputStream input = new FileInputStream(file.toFile())) {
            KeyStore store = KeyStore.getInstance(settings.text(prefix + ".type"));
            store.load(input, settings.text(prefix + ".password").toCharArray());
            return store;
        } catch (GeneralSecurityException | IOException refused) {
            throw new StoreException(source, "HTTPS Error opening Key store : " + path(prefix), refused);
        }
    }

    private String path(String prefix) {
        return FOLDER + settings.text(prefix + ".file_name");
    }

    private char[] password(String prefix) {
        return settings.text(prefix + ".key_password").toCharArray();
    }

    private SSLContext context(KeyStore keys, KeyStore trust) throws StoreException {
        try {
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (keys != null) keyManagers.init(keys, password("keystore.tls"));
            TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys == null ? null : keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException refused) {
            throw new StoreException(LISTENER, "Error initializing the TLS context", refused);
        }
    }
}
