package org.apimorchestrator.standin.throttling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the calls of each application by the minute, as the policies of the name "10PerMin" have it, and says when one is over its limit. */
final class TrafficManager {
    private static final Pattern POLICY = Pattern.compile("([0-9]+)PerMin");
    private static final long WINDOW = 60_000;

    private final Consumer<String> decisions;
    private final Map<String, Integer> counts = new HashMap<>();
    private long window;

    TrafficManager(Consumer<String> decisions) {
        this.decisions = decisions;
    }

    /** One connection to the receiver of events. */
    void receive(Socket socket) throws IOException {
        socket.setSoTimeout(0);
        BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            if (words.length == 2) count(words[0], words[1]);
        }
    }

    private synchronized void count(String application, String policy) {
        Matcher limited = POLICY.matcher(policy);
        if (!limited.matches()) return;
        long now = System.currentTimeMillis() / WINDOW;
        if (now != window) counts.clear();
        window = now;
        if (counts.merge(application, 1, Integer::sum) >= Integer.parseInt(limited.group(1))) {
            decisions.accept(application + " " + (now + 1) * WINDOW);
        }
    }
}
