package org.apimorchestrator.standin.server;

/** A start that cannot go on: logged as FATAL by the component named; the process ends or stays, as the product's does. */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;
    private final String source;
    private final boolean ends;

    StartFailure(String source, String message, Throwable cause, boolean ends) {
        super(message, cause);
        this.source = source;
        this.ends = ends;
    }

    String source() {
        return source;
    }

    boolean ends() {
        return ends;
    }
}
