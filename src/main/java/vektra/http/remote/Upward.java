package vektra.http.remote;

import java.io.IOException;
import java.net.Socket;

/** What a client sends to the server of an add-on. */
record Upward(Socket server) implements Talk.Input {
    @Override
    public void take(byte[] piece) throws IOException {
        server.getOutputStream().write(piece);
    }

    @Override
    public void end() {
        try {
            server.shutdownOutput();
        } catch (IOException e) {
            leave();
        }
    }

    @Override
    public void leave() {
        try {
            server.close();
        } catch (IOException e) {
            // it is gone already
        }
    }
}
