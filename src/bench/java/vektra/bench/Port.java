package vektra.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine. */
final class Port {
    private Port() {}

    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until something listens. */
    static void await(int port) throws IOException, InterruptedException {
        connect(port, 200).close();
    }

    /** A connection, as soon as something listens. */
    static Socket connect(int port, int tries) throws IOException, InterruptedException {
        for (int i = 0; i < tries; i++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("nothing listens on port " + port);
    }
}
