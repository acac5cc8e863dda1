package org.apimorchestrator.standin.server;

import org.apimorchestrator.standin.log.CarbonLog;
import org.apimorchestrator.standin.net.Ports;

/** What a TERM signal sets off: some seconds of closing down, then the end. */
final class Shutdown {
    private static final String MANAGER = "org.wso2.carbon.core.init.CarbonServerManager";

    private Shutdown() { }

    static void register(Product product, Ports ports, CarbonLog log, Pause pause) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            log.info(MANAGER, "Shutdown hook triggered....");
            log.info(MANAGER, "Gracefully shutting down " + product.name() + "...");
            log.info("org.wso2.carbon.core.ServerManagement", "Starting to switch to maintenance mode...");
            log.info("org.wso2.carbon.core.ServerManagement", "Stopped all transport listeners");
            pause.quietly(500);
            log.info("org.wso2.carbon.core.ServerManagement", "Waiting for request service completion...");
            log.info("org.wso2.carbon.core.ServerManagement", "All requests have been served.");
            log.info("org.wso2.carbon.core.ServerManagement", "Waiting for deployment completion...");
            log.info("org.wso2.carbon.core.ServerManagement", "All deployment tasks have been completed.");
            pause.quietly(1_000);
            ports.closeAll();
            log.info(MANAGER, "Shutting down OSGi framework...");
            pause.quietly(500);
            log.info(MANAGER, "Shutdown complete");
            log.info(MANAGER, "Halting JVM");
            Runtime.getRuntime().halt(0);
        }));
    }
}
