package vektra.drain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A far end in this process that keeps what it receives. */
final class Sink implements AutoCloseable {
    private final ServerSocket server;
    private final boolean reads;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /**
     * @param context what it presents, or null for plain TCP
     * @param reads whether it takes what is sent; else it hangs
     */
    Sink(@Nullable SSLContext context, boolean reads) throws IOException {
        this(context, reads, false);
    }

    /** One over TLS that asks those who connect who they are. */
    static Sink wantingCertificates(SSLContext context) throws IOException {
        return new Sink(context, true, true);
    }

    private Sink(@Nullable SSLContext context, boolean reads, boolean asks) throws IOException {
        this.reads = reads;
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        server = context == null
                ? new ServerSocket(0, 50, loopback)
                : context.getServerSocketFactory().createServerSocket(0, 50, loopback);
        if (asks) {
            // before the first accept begins: what is set later, the socket that it makes does not know
            ((SSLServerSocket) server).setNeedClientAuth(true);
        }
        Thread acceptor = new Thread(this::accept, "sink");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return server.getLocalPort();
    }

    String received() {
        synchronized (received) {
            return received.toString(StandardCharsets.UTF_8);
        }
    }

    int connections() {
        return connections.size();
    }

    /** Ends all connections in order. */
    void hangUp() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** Breaks all connections off. */
    void reset() throws IOException {
        for (Socket connection : connections) {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }

    void say(String text) {
        for (Socket connection : connections) {
            try {
                connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Agrees on keys with those that it will not read from. */
    void handshake() {
        for (Socket connection : connections) {
            try {
                ((SSLSocket) connection).startHandshake();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                if (reads) {
                    Thread reader = new Thread(() -> read(connection), "sink-reader");
                    reader.setDaemon(true);
                    reader.start();
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private void read(Socket connection) {
        byte[] bytes = new byte[1 << 16];
        try {
            InputStream in = connection.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                synchronized (received) {
                    received.write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            // as a test wants it
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }
}
