package org.apimorchestrator.standin.server;

import org.apimorchestrator.standin.net.Handler;

/** Ports of which only the opening matters, and the broker's greeting. */
final class Handlers {
    private Handlers() { }

    /** Listens and never says a word. */
    static Handler silent() {
        return socket -> {
            socket.setSoTimeout(0);
            while (socket.getInputStream().read() >= 0) { }
        };
    }

    /** Answers an AMQP header with a header, then keeps the connection. */
    static Handler broker() {
        return socket -> {
            socket.setSoTimeout(0);
            byte[] header = socket.getInputStream().readNBytes(8);
            if (header.length < 8 || header[0] != 'A' || header[1] != 'M') return;
            socket.getOutputStream().write(header);
            while (socket.getInputStream().read() >= 0) { }
        };
    }
}
