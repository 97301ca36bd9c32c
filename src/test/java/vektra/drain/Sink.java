package vektra.drain;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import vektra.fixture.Door;

/** A destination in this process that keeps what it receives. */
final class Sink implements AutoCloseable {
    private final Door door;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

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
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        ServerSocket server = context == null
                ? new ServerSocket(0, 50, loopback)
                : context.getServerSocketFactory().createServerSocket(0, 50, loopback);
        if (asks) {
            // before the first accept begins: what is set later, the socket that it makes does not know
            ((SSLServerSocket) server).setNeedClientAuth(true);
        }
        door = new Door(server, reads ? this::read : Sink::hang);
    }

    int port() {
        return door.port();
    }

    String received() {
        synchronized (received) {
            return received.toString(StandardCharsets.UTF_8);
        }
    }

    int connections() {
        return door.connections();
    }

    /** Ends all connections in order. */
    void hangUp() {
        door.hangUp();
    }

    /** Breaks all connections off. */
    void reset() {
        door.reset();
    }

    void say(String text) {
        for (Socket connection : door.open()) {
            try {
                connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Agrees on keys with those that it will not read from. */
    void handshake() {
        for (Socket connection : door.open()) {
            try {
                ((SSLSocket) connection).startHandshake();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes nothing, until the connection is closed here. */
    private static void hang(Socket connection) {
        await().forever().until(connection::isClosed);
    }

    private void read(Socket connection) throws IOException {
        byte[] bytes = new byte[1 << 16];
        InputStream in = connection.getInputStream();
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            synchronized (received) {
                received.write(bytes, 0, count);
            }
        }
    }

    @Override
    public void close() {
        hangUp();
        door.close();
    }
}
