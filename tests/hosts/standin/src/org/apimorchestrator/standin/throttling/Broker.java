package org.apimorchestrator.standin.throttling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The message broker: after the greeting and a login, lines to the topic throttleData go to everybody who listens to it. */
public final class Broker {
    private static final byte[] GREETING = {'A', 'M', 'Q', 'P', 1, 1, 0, 9};
    private static final String LISTEN = "LISTEN";

    private final Predicate<String> isUser;
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();

    /** isUser: whether "user:password" may log in. */
    public Broker(Predicate<String> isUser) {
        this.isUser = isUser;
    }

    /** One connection of a client. */
    public void serve(Socket socket) throws IOException {
        socket.setSoTimeout(0);
        byte[] header = socket.getInputStream().readNBytes(GREETING.length);
        if (header.length < GREETING.length || header[0] != 'A' || header[1] != 'M') return;
        socket.getOutputStream().write(header);
        BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String login = lines.readLine();
        if (login == null || !isUser.test(login)) return;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(LISTEN)) listeners.add(socket.getOutputStream());
            else publish(line);
        }
    }

    void publish(String message) {
        for (OutputStream listener : listeners) {
            try {
                send(listener, message);
            } catch (IOException gone) {
                listeners.remove(listener);
            }
        }
    }

    /** A connection that is logged in. */
    static Socket connect(InetSocketAddress address, String login) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, 5_000);
            socket.getOutputStream().write(GREETING);
            if (socket.getInputStream().readNBytes(GREETING.length).length < GREETING.length) throw new IOException("the broker closed the connection");
            send(socket.getOutputStream(), login);
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** Hands over every message until the connection ends. */
    static void listen(Socket socket, Consumer<String> messages) throws IOException {
        send(socket.getOutputStream(), LISTEN);
        BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) messages.accept(line);
        throw new IOException("Connection reset by the other side");
    }

    static void send(OutputStream output, String line) throws IOException {
        synchronized (output) {
            output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
        }
    }
}
