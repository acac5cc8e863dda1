package org.apimorchestrator.standin.toml;

import java.util.regex.Pattern;

/** Strings, numbers, dates, arrays and inline tables. */
final class Values {
    static final String KEY = "a-z, A-Z, 0-9, ', or \"";
    private static final String VALUE = "', \", ''', \"\"\", a number, a boolean, a date/time, an array, or a table";
    private static final Pattern DATE = Pattern.compile(
        "\\d{4}-\\d{2}-\\d{2}([Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})?)?|\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?");
    private static final Pattern BASED = Pattern.compile(
        "0x[0-9a-fA-F](_?[0-9a-fA-F])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*");
    private static final Pattern FLOAT = Pattern.compile(
        "[+-]?(inf|nan)|[+-]?(0|[1-9](_?\\d)*)(\\.\\d(_?\\d)*([eE][+-]?\\d(_?\\d)*)?|[eE][+-]?\\d(_?\\d)*)");
    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9](_?\\d)*)");

    private final Scanner scanner;
    private final TomlParser parser;

    Values(Scanner scanner, TomlParser parser) {
        this.scanner = scanner;
        this.parser = parser;
    }

    Object read() {
        if (scanner.looksAt("\"\"\"")) return multiLine("\"\"\"");
        if (scanner.looksAt("'''")) return multiLine("'''");
        return switch (scanner.atEnd() ? '\0' : scanner.peek()) {
            case '"' -> basicString();
            case '\'' -> literalString();
            case '[' -> array();
            case '{' -> inlineTable();
            default -> scalar();
        };
    }

    private Object scalar() {
        for (String word : new String[] {"true", "false"}) {
            if (scanner.looksAt(word)) return Boolean.valueOf(scanner.take(word.length()));
        }
        Position start = scanner.position();
        String text = scanner.match(DATE);
        if (text != null) return new TomlDate(scanner.take(text.length()));
        text = scanner.match(BASED);
        if (text != null) {
            int radix = switch (text.charAt(1)) { case 'x' -> 16; case 'o' -> 8; default -> 2; };
            return integer(scanner.take(text.length()).substring(2), radix, start);
        }
        text = scanner.match(FLOAT);
        if (text != null) return number(scanner.take(text.length()));
        text = scanner.match(INTEGER);
        if (text != null) return integer(scanner.take(text.length()), 10, start);
        throw scanner.unexpected(VALUE);
    }

    private static Double number(String text) {
        String plain = text.replace("_", "");
        if (plain.endsWith("inf")) return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return plain.endsWith("nan") ? Double.NaN : Double.valueOf(plain);
    }

    private static Long integer(String text, int radix, Position start) {
        try {
            return Long.valueOf(text.replace("_", ""), radix);
        } catch (NumberFormatException tooLarge) {
            throw new TomlError("Integer is too large", start);
        }
    }

    String basicString() {
        StringBuilder value = new StringBuilder();
        scanner.take();
        while (scanner.atEnd() || scanner.peek() != '"') {
            if (scanner.atEnd() || scanner.peek() < ' ') throw scanner.unexpected("\" or a character");
            if (scanner.peek() == '\\') value.append(escape());
            else value.append(scanner.take());
        }
        scanner.take();
        return value.toString();
    }

    String literalString() {
        StringBuilder value = new StringBuilder();
        scanner.take();
        while (scanner.atEnd() || scanner.peek() != '\'') {
            if (scanner.atEnd() || scanner.peek() < ' ' && scanner.peek() != '\t') throw scanner.unexpected("'");
            value.append(scanner.take());
        }
        scanner.take();
        return value.toString();
    }

    private String multiLine(String quotes) {
        StringBuilder value = new StringBuilder();
        scanner.take(3);
        if (scanner.atNewline()) scanner.takeNewline();
        boolean basic = quotes.equals("\"\"\"");
        while (!scanner.looksAt(quotes)) {
            if (scanner.atEnd()) throw scanner.unexpected(quotes + " or a character");
            if (!basic || scanner.peek() != '\\') value.append(scanner.take());
            else if (!skipContinuation()) value.append(escape());
        }
        scanner.take(3);
        return value.toString();
    }

    /** A backslash at the end of a line swallows the line end and the blanks after it. */
    private boolean skipContinuation() {
        String rest = scanner.match(Pattern.compile("\\\\[ \\t]*\\r?\\n[ \\t\\r\\n]*"));
        if (rest == null) return false;
        scanner.take(rest.length());
        return true;
    }

    private String escape() {
        Position start = scanner.position();
        scanner.take();
        char kind = scanner.atEnd() ? ' ' : scanner.take();
        return switch (kind) {
            case 'b' -> "\b";
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'f' -> "\f";
            case 'r' -> "\r";
            case '"', '\\' -> String.valueOf(kind);
            case 'u' -> codePoint(4, start);
            case 'U' -> codePoint(8, start);
            default -> throw new TomlError("Invalid escape sequence '\\" + kind + "'", start);
        };
    }

    private String codePoint(int digits, Position start) {
        String hex = scanner.match(Pattern.compile("[0-9a-fA-F]{" + digits + "}"));
        if (hex == null) throw new TomlError("Invalid unicode escape sequence", start);
        int code = Integer.parseUnsignedInt(scanner.take(digits), 16);
        if (!Character.isValidCodePoint(code)) throw new TomlError("Invalid unicode escape sequence", start);
        return new StringBuilder().appendCodePoint(code).toString();
    }

    private TomlArray array() {
        TomlArray array = new TomlArray(true);
        scanner.take();
        skipLines();
        while (scanner.atEnd() || scanner.peek() != ']') {
            Position start = scanner.position();
            array.add(read(), start);
            skipLines();
            if (scanner.peek() == ',') {
                scanner.take();
                skipLines();
            } else if (scanner.peek() != ']') {
                throw scanner.unexpectedWord("], a comma, or a newline");
            }
        }
        scanner.take();
        return array;
    }

    private void skipLines() {
        scanner.skipBlanks();
        scanner.skipComment();
        while (scanner.atNewline()) {
            scanner.takeNewline();
            scanner.skipBlanks();
            scanner.skipComment();
        }
    }

    private TomlTable inlineTable() {
        TomlTable table = new TomlTable(scanner.position());
        scanner.take();
        scanner.skipBlanks();
        if (scanner.peek() == '}') {
            scanner.take();
            return table;
        }
        parser.keyValue(table, "a-z, A-Z, 0-9, }, ', or \"");
        scanner.skipBlanks();
        while (scanner.peek() == ',') {
            scanner.take();
            scanner.skipBlanks();
            parser.keyValue(table, KEY);
            scanner.skipBlanks();
        }
        if (scanner.peek() != '}') throw scanner.unexpectedWord("} or a comma");
        scanner.take();
        return table;
    }
}
