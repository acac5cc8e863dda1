package org.apimorchestrator.standin.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/** WebSocket APIs: as HTTP where no token comes along; else the backend is one that sends back what it gets. */
public final class WebSocketHandler implements Handler {
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Function<Request, Answer> answers;

    public WebSocketHandler(Function<Request, Answer> answers) {
        this.answers = answers;
    }

    @Override
    public void serve(Socket socket) throws IOException {
        InputStream input = new BufferedInputStream(socket.getInputStream());
        OutputStream output = socket.getOutputStream();
        Request request = HttpHandler.read(input);
        if (request == null) return;
        Map<String, String> headers = request.headers();
        Answer answer = answers.apply(request);
        String key = headers.get("sec-websocket-key");
        if (answer.status() != 401 || key == null || !"websocket".equalsIgnoreCase(headers.get("upgrade")) || !headers.containsKey("authorization")) {
            HttpHandler.write(output, request.method(), answer);
            return;
        }
        output.write(("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: " + accept(key) + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
        output.flush();
        socket.setSoTimeout(0);
        while (echo(input, output)) { }
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One frame of up to 65,535 bytes; answers whether there may be more. */
    private static boolean echo(InputStream input, OutputStream output) throws IOException {
        int first = input.read();
        int second = input.read();
        if (second < 0) return false;
        int length = second & 0x7f;
        if (length == 127) return false;
        if (length == 126) length = input.read() << 8 | input.read();
        byte[] mask = (second & 0x80) != 0 ? input.readNBytes(4) : new byte[4];
        byte[] payload = input.readNBytes(length);
        for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i % 4];
        output.write(first);
        if (length < 126) {
            output.write(length);
        } else {
            output.write(126);
            output.write(length >> 8);
            output.write(length);
        }
        output.write(payload);
        output.flush();
        return (first & 0x0f) != 8;
    }
}
