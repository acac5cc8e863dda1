package org.apimorchestrator.standin.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** HTTP/1.1, one request a connection. */
public final class HttpHandler implements Handler {
    private static final int LONGEST_BODY = 1 << 20;

    private final Function<Request, Answer> answers;
    private final Runnable onSilence;

    /** onSilence: a connection that ended without a request. */
    public HttpHandler(Function<Request, Answer> answers, Runnable onSilence) {
        this.answers = answers;
        this.onSilence = onSilence;
    }

    @Override
    public void serve(Socket socket) throws IOException {
        InputStream input = new BufferedInputStream(socket.getInputStream());
        Request request = read(input);
        if (request == null) {
            onSilence.run();
            return;
        }
        write(socket.getOutputStream(), request.method(), answers.apply(request));
    }

    /** The next request; null where the connection ends without one. */
    static Request read(InputStream input) throws IOException {
        String first = line(input);
        if (first == null || first.isEmpty()) return null;
        Map<String, String> headers = new HashMap<>();
        for (String header = line(input); header != null && !header.isEmpty(); header = line(input)) {
            String[] parts = header.split(":", 2);
            if (parts.length == 2) headers.put(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return Request.of(first, headers, new String(input.readNBytes(Math.min(length, LONGEST_BODY)), StandardCharsets.UTF_8));
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
