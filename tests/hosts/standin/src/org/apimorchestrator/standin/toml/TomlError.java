package org.apimorchestrator.standin.toml;

/** What the parser refuses; the text has the form the product logs. */
public final class TomlError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TomlError(String message, Position position) {
        super(message + " (" + position + ")");
    }
}
