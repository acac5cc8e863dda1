package org.apimorchestrator.standin.toml;

/** A place in the file, counted from 1. */
public record Position(int line, int column) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
