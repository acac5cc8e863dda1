package org.apimorchestrator.standin.server;

import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apimorchestrator.standin.apis.Apis;
import org.apimorchestrator.standin.config.SecretVault;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.log.CarbonLog;
import org.apimorchestrator.standin.net.Client;
import org.apimorchestrator.standin.net.Handler;
import org.apimorchestrator.standin.net.HttpHandler;
import org.apimorchestrator.standin.net.Ports;
import org.apimorchestrator.standin.net.WebSocketHandler;
import org.apimorchestrator.standin.security.StoreException;
import org.apimorchestrator.standin.security.Stores;
import org.apimorchestrator.standin.throttling.Broker;
import org.apimorchestrator.standin.throttling.Throttling;

/** The start after the configuration is rendered: in the product's order, with its log lines. */
public final class CarbonServer {
    private static final String CORE = "org.wso2.carbon.core.internal.CarbonCoreActivator";
    private static final String FINALIZER = "org.wso2.carbon.core.internal.StartupFinalizerServiceComponent";
    private static final String MANAGER = "org.wso2.carbon.core.init.CarbonServerManager";

    private final Path home;
    private final Settings settings;
    private final CarbonLog log;
    private final Pause pause = new Pause();
    private final Product product;
    private final Ports ports;
    private final Waiting waiting;
    private final long startedAt = System.currentTimeMillis();

    public CarbonServer(Path home, Settings settings, CarbonLog log) throws IOException {
        this.home = home;
        this.settings = settings;
        this.log = log;
        product = Product.of(home);
        ports = new Ports(Integer.getInteger("portOffset", settings.number("server.offset")));
        waiting = new Waiting(log, product.isApiManager()
            ? List.of("org.wso2.carbon.apimgt.impl.APIManagerConfigurationService", "org.wso2.carbon.throttle.policy.ThrottleConfigAdmin")
            : List.of("org.wso2.carbon.identity.core.util.IdentityCoreInitializedEvent"));
    }

    public void run() throws InterruptedException, IOException {
        try {
            start();
        } catch (StartFailure failed) {
            log.fatal(failed.source(), failed.getMessage(), failed.getCause());
            if (failed.ends()) System.exit(1);
        } catch (StoreException failed) {
            log.error(failed.source(), failed.getMessage(), failed.getCause());
            log.fatal(MANAGER, "WSO2 Carbon initialization Failed", failed.getCause());
        }
        // Up, or failed and still there, as the product is: only a signal ends it.
        Thread.currentThread().join();
    }

    private void start() throws StartFailure, StoreException, InterruptedException, IOException {
        Checks checks = new Checks(home, settings);
        pause.of(2_500);
        Shutdown.register(product, ports, log, pause);
        announce();
        openSecrets();
        checks.dataSources();
        checks.configuration();
        checks.repository();
        new Leftovers(home).write(ProcessHandle.current().pid() + "@" + settings.text("server.hostname"));
        // The receiver is up before the stores are opened, whatever they hold.
        CompletableFuture<Throttling> receiver = new CompletableFuture<>();
        if (product.isApiManager()) open(9611, null, socket -> receiver.join().receive(socket));
        Stores stores = new Stores(home, settings);
        Client client = new Client(stores.client());
        Throttling throttling = new Throttling(settings, stores.client(), ports.shifted(9611), ports.shifted(5672), log);
        receiver.complete(throttling);
        Outgoing outgoing = new Outgoing(settings, client, log);
        Apis apis = product.isApiManager() ? new Apis(home, product.version(), settings, ports.shifted(settings.number("transport.https.properties.port")), client, throttling, log) : null;
        Pages pages = new Pages(product, request -> apis == null ? Optional.empty() : apis.managed(request), outgoing::notifyRevocation);
        inner(stores.server(), throttling.broker());
        pause.of(1_500);
        container(stores.server(), pages);
        for (String artifact : checks.brokenArtifacts()) {
            log.error("org.apache.axis2.deployment.DeploymentEngine", "Invalid artifact found : " + artifact);
        }
        if (product.isApiManager()) {
            throttling.connect();
            outgoing.awaitKeyManager();
            gateway(stores.server(), apis);
        } else {
            pause.of(1_000);
        }
        pages.deployed();
        finish();
    }

    private void openSecrets() throws StartFailure {
        try {
            new SecretVault(home, settings).open();
        } catch (IOException | GeneralSecurityException refused) {
            throw new StartFailure("org.wso2.securevault.keystore.JKSKeyStoreLoader", "IOError loading keyStore from ' " + home
                + "/repository/resources/security/" + settings.text("keystore.internal.file_name") + " '", refused, false);
        }
    }

    private void announce() {
        log.info(CORE, "Starting WSO2 Carbon...");
        log.info(CORE, "Operating System : " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
        log.info(CORE, "Java Home        : " + System.getProperty("java.home"));
        log.info(CORE, "Java Version     : " + System.getProperty("java.version"));
        log.info(CORE, "Carbon Home      : " + home);
        log.info(CORE, "User             : " + System.getProperty("user.name"));
    }

    private void inner(SSLContext tls, Broker broker) throws StartFailure {
        if (product.isApiManager()) {
            open(9711, tls, "transport.binary.receiver.sslEnabledProtocols", "transport.binary.receiver.ciphers", this::receive);
            log.info("org.wso2.carbon.databridge.receiver.binary.internal.BinaryDataReceiver", "Started Binary SSL Transport on port : " + ports.shifted(9711));
            log.info("org.wso2.carbon.databridge.receiver.binary.internal.BinaryDataReceiver", "Started Binary TCP Transport on port : " + ports.shifted(9611));
            open(5672, null, broker::serve);
            open(8672, tls, broker::serve);
            log.warn("org.wso2.andes.server.Broker", "MQTT Transport is disabled as per configuration.");
        } else {
            open(10389, null, Handlers.silent());
        }
        if (Boolean.parseBoolean(settings.text("monitoring.jmx.rmi_server_start"))) {
            open(9999, null, Handlers.silent());
            open(11111, null, Handlers.silent());
        }
    }

    private void container(SSLContext tls, Pages pages) throws StartFailure {
        HttpHandler handler = new HttpHandler(pages::answer, () -> { });
        open(settings.number("transport.https.properties.port"), tls, "transport.https.sslHostConfig.properties.protocols",
            "transport.https.sslHostConfig.properties.ciphers", handler);
        open(settings.number("transport.http.properties.port"), null, handler);
    }

    private void gateway(SSLContext tls, Apis apis) throws StartFailure, InterruptedException {
        Runnable complaint = () -> log.error("org.apache.synapse.transport.passthru.SourceHandler", "I/O error: Connection reset by peer");
        open(8280, null, new HttpHandler(apis::called, () -> { }));
        log.info("org.apache.synapse.transport.passthru.core.PassThroughListeningIOReactorManager", "Pass-through HTTP Listener started on 0.0.0.0:" + ports.shifted(8280));
        pause.of(1_000);
        open(8243, tls, "transport.passthru_https.listener.parameters.HttpsProtocols",
            "transport.passthru_https.listener.parameters.PreferredCiphers", new HttpHandler(apis::called, complaint));
        log.info("org.apache.synapse.transport.passthru.core.PassThroughListeningIOReactorManager", "Pass-through HTTPS Listener started on 0.0.0.0:" + ports.shifted(8243));
        open(9099, null, new WebSocketHandler(apis::called));
        open(8099, tls, new WebSocketHandler(apis::called));
    }

    private void finish() throws InterruptedException {
        waiting.over();
        long seconds = (System.currentTimeMillis() - startedAt) / 1000;
        log.info(FINALIZER, "Server           :  " + product);
        log.info(FINALIZER, "WSO2 Carbon started in " + seconds + " sec");
        pause.of(400);
        String url = "https://" + settings.text("server.hostname") + ":" + ports.shifted(settings.number("transport.https.properties.port"));
        log.info("org.wso2.carbon.ui.internal.CarbonUIServiceComponent", "Mgt Console URL  : " + url + "/carbon/");
        if (!product.isApiManager()) return;
        log.info("org.wso2.carbon.ui.internal.CarbonUIServiceComponent", "API Developer Portal Default Context : " + url + "/devportal");
        log.info("org.wso2.carbon.ui.internal.CarbonUIServiceComponent", "API Publisher Default Context : " + url + "/publisher");
        for (String topic : List.of("throttleData", "notification", "keyManager", "cacheInvalidation", "tokenRevocation")) {
            log.info("org.wso2.carbon.apimgt.jms.listener.utils.JMSListener",
                "Started to listen on destination : " + topic + " of type topic for listener Siddhi-JMS-Consumer#" + topic);
        }
    }

    private void receive(Socket socket) throws IOException {
        ((SSLSocket) socket).startHandshake();
        socket.setSoTimeout(0);
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = socket.getInputStream().read()) >= 0) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            String text = new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (text.startsWith("LOGIN ")) log.info("org.wso2.carbon.databridge.core.DataBridge", "user " + text.substring(6) + " connected");
            line.setLength(0);
        }
    }

    private void open(int port, SSLContext tls, Handler handler) throws StartFailure {
        open(port, tls, "", "", handler);
    }

    /** The protocols and ciphers are the values of these keys. */
    private void open(int port, SSLContext tls, String protocols, String ciphers, Handler handler) throws StartFailure {
        try {
            if (tls == null) ports.plain(port, handler);
            else ports.secure(port, tls, settings.words(protocols), settings.words(ciphers), handler);
        } catch (BindException taken) {
            throw new StartFailure(MANAGER, "WSO2 Carbon initialization Failed, port " + ports.shifted(port), taken, true);
        } catch (IOException refused) {
            throw new StartFailure(MANAGER, "WSO2 Carbon initialization Failed, port " + ports.shifted(port), refused, false);
        }
    }
}
