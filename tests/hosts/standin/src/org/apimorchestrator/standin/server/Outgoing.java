package org.apimorchestrator.standin.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.log.CarbonLog;

/** Connections to other servers: the Key Manager, the other node's throttling and JMS ports, the notification end point. */
final class Outgoing {
    private static final String RETRIEVER = "org.wso2.carbon.apimgt.gateway.throttling.util.BlockingConditionRetriever";
    private static final String AGENT = "org.wso2.carbon.databridge.agent.endpoint.DataEndpointConnectionWorker";
    private static final String BROKER = "org.wso2.andes.client.AMQConnection";
    private static final int RETRY_MILLIS = 15_000;
    private static final int RECONNECT_MILLIS = 30_000;

    private final Settings settings;
    private final SSLContext trust;
    private final CarbonLog log;

    Outgoing(Settings settings, SSLContext trust, CarbonLog log) {
        this.settings = settings;
        this.trust = trust;
        this.log = log;
    }

    /** Comes back when the Key Manager has answered; where it never does, never. */
    void awaitKeyManager() throws InterruptedException {
        String url = settings.text("apim.key_manager.service_url");
        if (url.isEmpty() || url.contains("${mgt.transport.https.port}")) return;
        while (true) {
            try {
                int status = call("GET", URI.create(url.endsWith("/") ? url : url + "/"));
                if (status < 400) return;
                log.error(RETRIEVER, "Exception when retrieving throttling data from remote endpoint. HTTP status " + status
                    + " Retrying after 15 seconds");
            } catch (IOException | IllegalArgumentException refused) {
                log.error(RETRIEVER, "Exception when retrieving throttling data from remote endpoint. Retrying after 15 seconds", refused);
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    /** Keeps one connection to each receiver of throttling events and to each broker that decisions are sent to. */
    void connectPeers() {
        for (Map<String, Object> group : settings.tables("apim.throttling.url_group")) {
            if (group.get("traffic_manager_auth_urls") instanceof List<?> urls) {
                urls.forEach(url -> keep(String.valueOf(url), this::logIn, "Error while trying to connect to the endpoint. Cannot borrow client for " + url + ".", AGENT));
            }
        }
        settings.texts("apim.throttling.event_duplicate_url")
            .forEach(url -> keep(url, this::openBroker, "Unable to connect to broker at " + url, BROKER));
    }

    /** Tells the notification end point of a revoked token, as the connector in the Key Manager does. */
    void notifyRevocation() {
        for (Map<String, Object> listener : settings.tables("event_listener")) {
            Object endpoint = listener.get("properties.notification_endpoint");
            if (endpoint == null || endpoint.toString().contains("${")) continue;
            try {
                log.info("org.wso2.is.notification.EventSender", "Notification sent to " + endpoint + ", HTTP status " + call("POST", URI.create(endpoint.toString())));
            } catch (IOException | IllegalArgumentException refused) {
                log.error("org.wso2.is.notification.EventSender", "Error while sending the event notification to " + endpoint, refused);
            }
        }
    }

    private interface Talk {
        void to(InetSocketAddress address) throws IOException, InterruptedException;
    }

    private void keep(String url, Talk talk, String complaint, String source) {
        if (url.contains("${")) return;
        Thread thread = new Thread(() -> {
            while (true) {
                try {
                    URI uri = URI.create(url);
                    talk.to(new InetSocketAddress(uri.getHost(), uri.getPort()));
                } catch (IOException | IllegalArgumentException refused) {
                    log.error(source, complaint + " " + refused);
                } catch (InterruptedException over) {
                    return;
                }
                try {
                    Thread.sleep(RECONNECT_MILLIS);
                } catch (InterruptedException over) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void logIn(InetSocketAddress address) throws IOException {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket()) {
            socket.connect(address, 5_000);
            socket.startHandshake();
            OutputStream output = socket.getOutputStream();
            output.write(("LOGIN " + settings.text("apim.throttling.username") + "\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
            hold(socket);
        }
    }

    private void openBroker(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, 5_000);
            socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 1, 1, 0, 9});
            if (socket.getInputStream().readNBytes(8).length < 8) throw new IOException("the broker closed the connection");
            log.info(BROKER, "Connection now connected from " + socket.getLocalSocketAddress() + " to " + address);
            hold(socket);
        }
    }

    /** Until the other side ends. */
    private static void hold(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) { }
        throw new IOException("Connection reset by the other side");
    }

    /** Whether any certificate will do for a host, as -Dhttpclient.hostnameVerifier says. */
    private static boolean believes(String host) {
        String verifier = System.getProperty("httpclient.hostnameVerifier", "DefaultAndLocalhost");
        return verifier.equals("AllowAll") || verifier.equals("DefaultAndLocalhost") && List.of("localhost", "localhost.localdomain", "127.0.0.1", "::1").contains(host);
    }

    private int call(String method, URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trust.getSocketFactory());
            if (believes(uri.getHost())) secure.setHostnameVerifier((name, session) -> true);
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        return connection.getResponseCode();
    }
}
