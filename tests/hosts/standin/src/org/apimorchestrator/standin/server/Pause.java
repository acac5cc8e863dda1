package org.apimorchestrator.standin.server;

/** The time things take. -Dstandin.start.scale=0.2 makes a start five times as fast, 10 ten times as slow: for tests. */
final class Pause {
    private final double scale = Double.parseDouble(System.getProperty("standin.start.scale", "1"));

    void of(long millis) throws InterruptedException {
        Thread.sleep(Math.round(millis * scale));
    }

    void quietly(long millis) {
        try {
            Thread.sleep(Math.round(millis * scale));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
