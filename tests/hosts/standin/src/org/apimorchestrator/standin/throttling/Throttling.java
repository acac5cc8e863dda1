package org.apimorchestrator.standin.throttling;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.log.CarbonLog;

/** A node's part in throttling: its gateway sends an event a call to the receivers of each url_group, its traffic manager counts them, and what that
 *  decides goes through its own broker and those of event_duplicate_url to the gateways that listen there (throttle_decision_endpoints). */
public final class Throttling {
    private static final String AGENT = "org.wso2.carbon.databridge.agent.endpoint.DataEndpointConnectionWorker";
    private static final String BROKER = "org.wso2.andes.client.AMQConnection";
    private static final int RECONNECT_MILLIS = 30_000;

    private final Settings settings;
    private final SSLContext trust;
    private final CarbonLog log;
    private final int receiverPort;
    private final int brokerPort;
    private final Broker broker;
    private final TrafficManager manager = new TrafficManager(this::decided);
    private final List<OutputStream> otherBrokers = new CopyOnWriteArrayList<>();
    private final Map<String, Long> throttled = new ConcurrentHashMap<>();
    private final Map<String, Socket> receivers = new HashMap<>();
    private final ExecutorService events = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "throttle events");
        thread.setDaemon(true);
        return thread;
    });

    public Throttling(Settings settings, SSLContext trust, int receiverPort, int brokerPort, CarbonLog log) {
        this.settings = settings;
        this.trust = trust;
        this.receiverPort = receiverPort;
        this.brokerPort = brokerPort;
        this.log = log;
        broker = new Broker(settings::isAdministrator);
    }

    public Broker broker() {
        return broker;
    }

    /** One connection to the receiver of events. */
    public void receive(Socket socket) throws IOException {
        manager.receive(socket);
    }

    /** Keeps the connections to the other nodes, and the one to where decisions are heard. */
    public void connect() {
        for (Map<String, Object> group : settings.tables("apim.throttling.url_group")) {
            for (String url : urls(group, "traffic_manager_auth_urls")) {
                keep(url, this::logIn, "Error while trying to connect to the endpoint. Cannot borrow client for " + url + ".", AGENT);
            }
        }
        for (String url : settings.texts("apim.throttling.event_duplicate_url")) keep(url, this::passOn, "Unable to connect to broker at " + url, BROKER);
        List<String> endpoints = settings.texts("apim.throttling.throttle_decision_endpoints");
        String heard = endpoints.isEmpty() || endpoints.get(0).contains("${") ? "tcp://localhost:" + brokerPort : endpoints.get(0);
        keep(heard, this::hear, "Unable to connect to broker at " + heard, BROKER);
    }

    /** One call of an application with this policy. */
    public void count(String application, String policy) {
        events.execute(() -> {
            List<Map<String, Object>> groups = settings.tables("apim.throttling.url_group");
            if (groups.isEmpty() && !settings.hasBelow("apim.throttling.url_group")) sendToOne(List.of("tcp://localhost:" + receiverPort), application + " " + policy);
            for (Map<String, Object> group : groups) sendToOne(urls(group, "traffic_manager_urls"), application + " " + policy);
        });
    }

    public boolean isThrottled(String application) {
        return throttled.getOrDefault(application, 0L) > System.currentTimeMillis();
    }

    private interface Talk {
        void to(InetSocketAddress address) throws IOException;
    }

    /** The first that takes it: within a group the others stand by. */
    private void sendToOne(List<String> urls, String event) {
        for (String url : urls) {
            try {
                Socket socket = receivers.get(url);
                if (socket == null) {
                    URI uri = URI.create(url);
                    socket = new Socket();
                    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
                    receivers.put(url, socket);
                }
                Broker.send(socket.getOutputStream(), event);
                return;
            } catch (IOException | IllegalArgumentException refused) {
                receivers.remove(url);
                log.error(AGENT, "Unable to send events to the endpoint. " + url + ": " + refused);
            }
        }
    }

    private void decided(String decision) {
        broker.publish(decision);
        for (OutputStream other : otherBrokers) {
            try {
                Broker.send(other, decision);
            } catch (IOException gone) {
                otherBrokers.remove(other);
            }
        }
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
            while (socket.getInputStream().read() >= 0) { }
            throw new IOException("Connection reset by the other side");
        }
    }

    private void passOn(InetSocketAddress address) throws IOException {
        try (Socket socket = Broker.connect(address, login())) {
            log.info(BROKER, "Connection now connected from " + socket.getLocalSocketAddress() + " to " + address);
            otherBrokers.add(socket.getOutputStream());
            while (socket.getInputStream().read() >= 0) { }
            throw new IOException("Connection reset by the other side");
        }
    }

    private void hear(InetSocketAddress address) throws IOException {
        try (Socket socket = Broker.connect(address, login())) {
            Broker.listen(socket, decision -> {
                String[] words = decision.split(" ");
                throttled.put(words[0], Long.parseLong(words[1]));
            });
        }
    }

    private String login() {
        return settings.text("apim.throttling.jms.username") + ":" + settings.text("apim.throttling.jms.password");
    }

    private static List<String> urls(Map<String, Object> group, String key) {
        List<String> urls = new ArrayList<>();
        if (group.get(key) instanceof List<?> list) list.forEach(url -> urls.add(String.valueOf(url)));
        return urls;
    }
}
