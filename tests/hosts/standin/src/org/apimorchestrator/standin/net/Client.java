package org.apimorchestrator.standin.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** Requests to other servers, which are believed by the truststore and, as -Dhttpclient.hostnameVerifier says, by their names. */
public final class Client {
    private static final List<String> LOCAL = List.of("localhost", "localhost.localdomain", "127.0.0.1", "::1");

    private final SSLContext trust;

    public Client(SSLContext trust) {
        this.trust = trust;
    }

    public int call(String method, URI uri) throws IOException {
        return call(method, uri, "", "").status();
    }

    /** credentials: "user:password", or empty for none. */
    public Answer call(String method, URI uri, String credentials, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trust.getSocketFactory());
            if (believes(uri.getHost())) secure.setHostnameVerifier((name, session) -> true);
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        if (!credentials.isEmpty()) {
            connection.setRequestProperty("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream input = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = input == null ? "" : new String(input.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, String.valueOf(connection.getContentType()), text);
        }
    }

    private static boolean believes(String host) {
        String verifier = System.getProperty("httpclient.hostnameVerifier", "DefaultAndLocalhost");
        return verifier.equals("AllowAll") || verifier.equals("DefaultAndLocalhost") && LOCAL.contains(host);
    }
}
