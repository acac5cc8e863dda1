package org.apimorchestrator.standin.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** HTTP/1.1, one request a connection. */
public final class HttpHandler implements Handler {
    private final BiFunction<String, String, Answer> answers;
    private final Runnable onSilence;

    /** answers: method and path to an answer. onSilence: a connection that ended without a request. */
    public HttpHandler(BiFunction<String, String, Answer> answers, Runnable onSilence) {
        this.answers = answers;
        this.onSilence = onSilence;
    }

    @Override
    public void serve(Socket socket) throws IOException {
        InputStream input = new BufferedInputStream(socket.getInputStream());
        String request = line(input);
        if (request == null || request.isEmpty()) {
            onSilence.run();
            return;
        }
        long length = 0;
        for (String header = line(input); header != null && !header.isEmpty(); header = line(input)) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) length = Long.parseLong(header.substring(15).strip());
        }
        input.skipNBytes(Math.min(length, 1 << 20));
        String[] words = request.split(" ");
        String path = words.length > 1 ? words[1].replaceFirst("\\?.*", "") : "/";
        write(socket.getOutputStream(), words[0], answers.apply(words[0], path));
    }

    static void write(OutputStream output, String method, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status() + " \r\nContent-Type: " + answer.type() + "\r\nContent-Length: " + body.length
            + "\r\nServer: WSO2 Carbon Server\r\nConnection: close\r\n\r\n";
        output.write(head.getBytes(StandardCharsets.US_ASCII));
        if (!method.equals("HEAD")) output.write(body);
        output.flush();
    }

    static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = input.read()) != '\n') {
            if (next < 0) return null;
            if (line.length() > 16_384) throw new IOException("request line too long");
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
