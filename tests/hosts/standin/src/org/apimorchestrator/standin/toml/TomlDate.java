package org.apimorchestrator.standin.toml;

/** A date or time, kept as written: nothing here computes with it. */
public record TomlDate(String text) {
    @Override
    public String toString() {
        return text;
    }
}
