package vektra.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vektra.model.text.VektraException;

/** A port of this machine whose connections lead to a server; reached from this machine alone. */
public final class Relay implements AutoCloseable {
    private static final int WAITING_CLIENTS = 128;
    /** Where descriptors run out, the next client may find one. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerSocket port;
    private final Upstream upstream;
    private final Consumer<String> warn;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket port, Upstream upstream, Consumer<String> warn) {
        this.port = port;
        this.upstream = upstream;
        this.warn = warn;
    }

    /**
     * Takes the port, at once or not at all: one that is taken is UNAVAILABLE.
     *
     * @param number 0 for any that is free
     * @param warn takes why a client could not be connected
     */
    public static Relay open(int number, Upstream upstream, Consumer<String> warn) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            bind(socket, number);
            return new Relay(socket, upstream, warn);
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "port " + number + " of 127.0.0.1 cannot be taken: " + e.getMessage(),
                    "choose another one: -p PORT",
                    e);
        }
    }

    private static void bind(ServerSocket socket, int number) throws IOException {
        boolean bound = false;
        try {
            InetAddress here = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            socket.bind(new InetSocketAddress(here, number), WAITING_CLIENTS);
            bound = true;
        } finally {
            if (!bound) {
                socket.close();
            }
        }
    }

    public int port() {
        return port.getLocalPort();
    }

    /**
     * Connects clients until the relay is closed; then their connections are closed too.
     *
     * @param connected called for each client, before its connection is passed on
     */
    public void run(Runnable connected) {
        while (!port.isClosed()) {
            try {
                Socket client = port.accept();
                connected.run();
                client.setTcpNoDelay(true);
                Link link = new Link(Side.of(client), upstream, warn, links::remove);
                links.add(link);
                link.start();
            } catch (IOException e) {
                await();
            }
        }
        links.forEach(Link::close);
    }

    private void await() {
        try {
            if (!port.isClosed()) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    @Override
    public void close() {
        try {
            port.close();
        } catch (IOException e) {
            warn.accept("the port cannot be closed: " + e.getMessage());
        }
        links.forEach(Link::close);
    }
}
