package org.apimorchestrator.standin.server;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.apimorchestrator.standin.log.CarbonLog;

/** Every minute until the server is up: what it is still waiting for. */
final class Waiting {
    private static final String SOURCE = "org.wso2.carbon.core.internal.StartupFinalizerServiceComponent";
    private final Timer timer = new Timer("CarbonCoreInitTimer", true);

    Waiting(CarbonLog log, List<String> items) {
        timer.scheduleAtFixedRate(new TimerTask() {
            @Override
            public void run() {
                log.warn(SOURCE, "Carbon initialization is delayed due to the following unsatisfied items:");
                items.forEach(item -> log.warn(SOURCE, "Waiting for required OSGiAxis2Service: " + item));
            }
        }, 60_000, 60_000);
    }

    void over() {
        timer.cancel();
    }
}
