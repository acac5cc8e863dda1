package org.apimorchestrator.standin.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** The listening sockets, all on 0.0.0.0 and all shifted by the offset. */
public final class Ports {
    private static final ThreadFactory DAEMONS = task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    };

    private final int offset;
    private final ExecutorService workers = Executors.newCachedThreadPool(DAEMONS);
    private final List<ServerSocket> open = new CopyOnWriteArrayList<>();

    public Ports(int offset) {
        this.offset = offset;
    }

    public int shifted(int port) {
        return port + offset;
    }

    public void plain(int port, Handler handler) throws IOException {
        listen(new ServerSocket(), port, handler);
    }

    /** With these protocols and ciphers only, as far as Java knows them; none named are all. */
    public void secure(int port, SSLContext context, List<String> protocols, List<String> ciphers, Handler handler) throws IOException {
        SSLServerSocket socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        socket.setEnabledProtocols(known(protocols, socket.getSupportedProtocols(), socket.getEnabledProtocols()));
        socket.setEnabledCipherSuites(known(ciphers, socket.getSupportedCipherSuites(), socket.getEnabledCipherSuites()));
        listen(socket, port, handler);
    }

    public void closeAll() {
        for (ServerSocket socket : open) {
            try {
                socket.close();
            } catch (IOException ignored) {
                // Closing is all that is wanted; a socket that refuses goes with the process.
            }
        }
    }

    private static String[] known(List<String> wanted, String[] supported, String[] otherwise) {
        List<String> named = wanted.stream().filter(List.of(supported)::contains).toList();
        return named.isEmpty() ? otherwise : named.toArray(new String[0]);
    }

    private void listen(ServerSocket socket, int port, Handler handler) throws IOException {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress("0.0.0.0", shifted(port)), 200);
        open.add(socket);
        workers.execute(() -> accept(socket, handler));
    }

    private void accept(ServerSocket socket, Handler handler) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                workers.execute(() -> serve(connection, handler));
            } catch (SocketException closed) {
                return;
            } catch (IOException refused) {
                // One bad connection must not end the port.
            }
        }
    }

    private static void serve(Socket connection, Handler handler) {
        try (connection) {
            connection.setSoTimeout(30_000);
            handler.serve(connection);
        } catch (IOException gone) {
            // The other side went away or spoke no TLS; servers see that all day.
        }
    }
}
