package org.apimorchestrator.standin.server;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.log.CarbonLog;
import org.apimorchestrator.standin.net.Client;

/** Requests a server makes for itself: to the Key Manager, and to the notification end point. */
final class Outgoing {
    private static final String RETRIEVER = "org.wso2.carbon.apimgt.gateway.throttling.util.BlockingConditionRetriever";
    private static final int RETRY_MILLIS = 15_000;

    private final Settings settings;
    private final Client client;
    private final CarbonLog log;

    Outgoing(Settings settings, Client client, CarbonLog log) {
        this.settings = settings;
        this.client = client;
        this.log = log;
    }

    /** Comes back when the Key Manager has answered; where it never does, never. */
    void awaitKeyManager() throws InterruptedException {
        String url = settings.text("apim.key_manager.service_url");
        if (url.isEmpty() || url.contains("${mgt.transport.https.port}")) return;
        while (true) {
            try {
                int status = client.call("GET", URI.create(url.endsWith("/") ? url : url + "/"));
                if (status < 400) return;
                log.error(RETRIEVER, "Exception when retrieving throttling data from remote endpoint. HTTP status " + status
                    + " Retrying after 15 seconds");
            } catch (IOException | IllegalArgumentException refused) {
                log.error(RETRIEVER, "Exception when retrieving throttling data from remote endpoint. Retrying after 15 seconds", refused);
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    /** Tells the notification end point of a revoked token, as the connector in the Key Manager does. */
    void notifyRevocation() {
        for (Map<String, Object> listener : settings.tables("event_listener")) {
            Object endpoint = listener.get("properties.notification_endpoint");
            if (endpoint == null || endpoint.toString().contains("${")) continue;
            try {
                log.info("org.wso2.is.notification.EventSender", "Notification sent to " + endpoint + ", HTTP status " + client.call("POST", URI.create(endpoint.toString())));
            } catch (IOException | IllegalArgumentException refused) {
                log.error("org.wso2.is.notification.EventSender", "Error while sending the event notification to " + endpoint, refused);
            }
        }
    }
}
