package org.apimorchestrator.standin.toml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text with a place in it, and the wording of "Unexpected X, expected Y". */
final class Scanner {
    private final String text;
    private int at;
    private int line = 1;
    private int column = 1;

    Scanner(String text) {
        this.text = text;
    }

    Position position() {
        return new Position(line, column);
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    boolean looksAt(String word) {
        return text.startsWith(word, at);
    }

    boolean atNewline() {
        return !atEnd() && (peek() == '\n' || looksAt("\r\n"));
    }

    char take() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }

    String take(int count) {
        StringBuilder taken = new StringBuilder();
        for (int i = 0; i < count; i++) taken.append(take());
        return taken.toString();
    }

    void takeNewline() {
        if (peek() == '\r') take();
        take();
    }

    /** Spaces and tabs; answers whether there were any. */
    boolean skipBlanks() {
        int start = at;
        while (!atEnd() && (peek() == ' ' || peek() == '\t')) take();
        return at > start;
    }

    void skipComment() {
        if (peek() == '#' && !atEnd()) {
            while (!atEnd() && !atNewline()) take();
        }
    }

    /** The longest match of the pattern here, or null. */
    String match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.group() : null;
    }

    static boolean isBare(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    /** The next character alone is what surprises. */
    TomlError unexpected(String expected) {
        return refusal(atEnd() ? "end of input" : atNewline() ? "end of line" : quote(String.valueOf(peek())), expected);
    }

    /** As unexpected, where the product's lexer has already joined the characters of a word. */
    TomlError unexpectedWord(String expected) {
        int end = at;
        while (end < text.length() && isBare(text.charAt(end))) end++;
        if (end > at) return refusal(quote(text.substring(at, end)), expected);
        return looksAt("]]") ? refusal("']]'", expected) : unexpected(expected);
    }

    private TomlError refusal(String what, String expected) {
        return new TomlError("Unexpected " + what + ", expected " + expected, position());
    }

    private static String quote(String word) {
        StringBuilder quoted = new StringBuilder("'");
        for (char c : word.toCharArray()) {
            switch (c) {
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < ' ' || c > '~') quoted.append(String.format("\\u%04x", (int) c));
                    else quoted.append(c);
                }
            }
        }
        return quoted.append('\'').toString();
    }
}
