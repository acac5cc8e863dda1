package org.apimorchestrator.standin.config;

/** The configuration cannot be used; shown under the name the product logs. */
public final class ConfigParserException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigParserException(String message) {
        super(message);
    }

    public ConfigParserException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String toString() {
        return "org.wso2.config.mapper.ConfigParserException: " + getMessage();
    }
}
