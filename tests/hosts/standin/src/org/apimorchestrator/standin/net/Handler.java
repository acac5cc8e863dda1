package org.apimorchestrator.standin.net;

import java.io.IOException;
import java.net.Socket;

/** What happens on an accepted connection; it is closed afterwards. */
public interface Handler {
    void serve(Socket socket) throws IOException;
}
