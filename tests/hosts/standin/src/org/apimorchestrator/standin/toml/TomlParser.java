package org.apimorchestrator.standin.toml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads TOML as the product's parser (cava-toml 0.5.0) does, which is not TOML 1.0: the same files are refused, with the same
 * words for the first problem, and a table named after its children ends in a StackOverflowError.
 */
public final class TomlParser {
    private static final String LINE_END = "a newline or end-of-input";

    private final Scanner scanner;
    private final Values values;
    private final TomlTable root = new TomlTable(new Position(1, 1));

    private TomlParser(String text) {
        scanner = new Scanner(text);
        values = new Values(scanner, this);
    }

    public static TomlTable parse(Path file) throws IOException {
        return new TomlParser(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).document();
    }

    private TomlTable document() {
        TomlTable current = root;
        while (true) {
            scanner.skipBlanks();
            scanner.skipComment();
            if (scanner.atEnd()) return root;
            if (scanner.atNewline()) {
                scanner.takeNewline();
                continue;
            }
            if (scanner.peek() == '[') current = header();
            else keyValue(current, "a-z, A-Z, 0-9, ', \", a table key, a newline, or end-of-input");
            scanner.skipBlanks();
            scanner.skipComment();
            if (!scanner.atEnd() && !scanner.atNewline()) throw scanner.unexpectedWord(LINE_END);
        }
    }

    private TomlTable header() {
        Position start = scanner.position();
        boolean array = scanner.looksAt("[[");
        scanner.take(array ? 2 : 1);
        scanner.skipBlanks();
        if (scanner.peek() == ']') throw new TomlError("Empty table key", start);
        List<String> path = new ArrayList<>();
        path.add(keyPart(Values.KEY));
        scanner.skipBlanks();
        while (scanner.peek() == '.') {
            scanner.take();
            scanner.skipBlanks();
            path.add(keyPart(Values.KEY));
            scanner.skipBlanks();
        }
        boolean closed = array ? scanner.looksAt("]]") : scanner.peek() == ']' && !scanner.looksAt("]]");
        if (!closed) throw scanner.unexpectedWord(array ? "]] or ." : "] or .");
        scanner.take(array ? 2 : 1);
        return array ? root.appendTable(path, start) : root.openTable(path, start);
    }

    void keyValue(TomlTable table, String expected) {
        Position start = scanner.position();
        List<String> path = new ArrayList<>();
        path.add(keyPart(expected));
        boolean blanks = scanner.skipBlanks();
        while (scanner.peek() == '.') {
            scanner.take();
            scanner.skipBlanks();
            path.add(keyPart(Values.KEY));
            blanks = scanner.skipBlanks();
        }
        if (scanner.peek() != '=') throw scanner.unexpectedWord(blanks ? "=" : ". or =");
        scanner.take();
        scanner.skipBlanks();
        table.put(path, values.read(), start);
    }

    private String keyPart(String expected) {
        if (scanner.peek() == '"') return values.basicString();
        if (scanner.peek() == '\'') return values.literalString();
        StringBuilder key = new StringBuilder();
        while (!scanner.atEnd() && Scanner.isBare(scanner.peek())) key.append(scanner.take());
        if (key.isEmpty()) throw scanner.unexpected(expected);
        return key.toString();
    }
}
