package org.apimorchestrator.standin.security;

/** A keystore that cannot be used, with the component that says so in the product's log. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;
    private final String source;

    StoreException(String source, String message, Throwable cause) {
        super(message, cause);
        this.source = source;
    }

    public String source() {
        return source;
    }
}
