package org.apimorchestrator.standin.toml;

import java.io.IOException;
import java.nio.file.Path;

/** For the tests: one line "file TAB ok|REJECT|THROW TAB message" for every file named. */
public final class DialectCheck {
    private DialectCheck() { }

    public static void main(String[] files) throws IOException {
        for (String file : files) System.out.println(Path.of(file).getFileName() + "\t" + verdict(Path.of(file)));
    }

    private static String verdict(Path file) throws IOException {
        try {
            TomlParser.parse(file);
            return "ok\t";
        } catch (TomlError refused) {
            return "REJECT\t" + refused.getMessage();
        } catch (StackOverflowError crashed) {
            return "THROW\t" + crashed.getClass().getName();
        }
    }
}
