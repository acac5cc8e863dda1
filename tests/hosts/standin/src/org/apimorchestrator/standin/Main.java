package org.apimorchestrator.standin;

import java.io.BufferedWriter;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apimorchestrator.standin.config.ConfigMapper;
import org.apimorchestrator.standin.config.ConfigParserException;
import org.apimorchestrator.standin.config.Settings;
import org.apimorchestrator.standin.log.CarbonLog;
import org.apimorchestrator.standin.server.CarbonServer;

/** The process: arguments, pid file, configuration, server. */
public final class Main {
    private static final String NAME = "org.wso2.carbon.server.Main";
    /** The product reads the id of its process into a buffer of this length and writes all of it. */
    private static final int PID_FILE_LENGTH = 100;

    private Main() { }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("carbon.home", ".")).toAbsolutePath().normalize();
        for (String argument : arguments) property(argument);
        CarbonLog log = new CarbonLog(home);
        Thread.sleep(Math.round(700 * Double.parseDouble(System.getProperty("standin.start.scale", "1"))));
        writePid(home, log);
        Settings settings = configure(home, log);
        new CarbonServer(home, settings, log).run();
    }

    private static void property(String argument) {
        if (!argument.startsWith("-D")) return;
        String[] parts = argument.substring(2).split("=", 2);
        System.setProperty(parts[0], parts.length > 1 ? parts[1] : "true");
    }

    private static void writePid(Path home, CarbonLog log) {
        byte[] content = Arrays.copyOf((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII), PID_FILE_LENGTH);
        try (BufferedWriter out = new BufferedWriter(new FileWriter(home.resolve("wso2carbon.pid").toFile()))) {
            out.write(new String(content, StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            log.early("WARNING", NAME + " writePID", "Cannot write wso2carbon.pid file");
        }
    }

    private static Settings configure(Path home, CarbonLog log) {
        try {
            return new ConfigMapper(home, log).run();
        } catch (ConfigParserException refused) {
            log.early("SEVERE", NAME + " handleConfiguration", "Error while performing configuration changes ", refused);
            System.exit(1);
            throw new IllegalStateException(refused);
        }
    }
}
