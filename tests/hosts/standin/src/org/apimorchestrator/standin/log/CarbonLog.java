package org.apimorchestrator.standin.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** repository/logs/wso2carbon.log and the console, each in the product's own line form. */
public final class CarbonLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private final Path file;

    public CarbonLog(Path home) {
        file = home.resolve("repository/logs/wso2carbon.log");
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException refused) {
            System.err.println("Could not create folder for appender CARBON_LOGFILE " + refused);
        }
    }

    /** Lines of the time before the logging service is up: no tenant, the whole class name on the console too. */
    public void early(String level, String source, String message) {
        String time = now();
        write("TID: [" + time + "] " + padded(level) + " {" + source + "} - " + message);
        System.out.println("[" + time + "] " + padded(level) + " {" + source + "} - " + message);
    }

    public void early(String level, String source, String message, Throwable cause) {
        early(level, source, message + System.lineSeparator() + stackOf(cause));
    }

    public void info(String source, String message) {
        line("INFO", source, message);
    }

    public void warn(String source, String message) {
        line("WARN", source, message);
    }

    public void error(String source, String message) {
        line("ERROR", source, message);
    }

    public void error(String source, String message, Throwable cause) {
        line("ERROR", source, message + System.lineSeparator() + stackOf(cause));
    }

    public void fatal(String source, String message, Throwable cause) {
        line("FATAL", source, message + System.lineSeparator() + stackOf(cause));
    }

    private synchronized void line(String level, String source, String message) {
        String time = now();
        write("TID: [-1234] [] [" + time + "] " + padded(level) + " {" + source + "} - " + message);
        System.out.println("[" + time + "] " + padded(level) + " - " + source.substring(source.lastIndexOf('.') + 1) + " " + message);
    }

    private synchronized void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException refused) {
            System.err.println("Unable to write to stream " + file + " for appender CARBON_LOGFILE " + refused);
        }
    }

    private static String padded(String level) {
        return String.format("%5s", level);
    }

    private static String now() {
        return LocalDateTime.now().format(TIME);
    }

    private static String stackOf(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
