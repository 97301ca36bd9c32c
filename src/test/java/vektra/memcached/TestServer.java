package vektra.memcached;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import vektra.memcached.cache.Settings;

/** The server in a thread of the test, on a port and with a clock of its own. */
final class TestServer implements AutoCloseable {
    final ManualClock clock = new ManualClock();

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final int port;
    private final EventLoop loop;
    private final Thread thread;

    TestServer() {
        this(Settings.DEFAULTS);
    }

    TestServer(String... args) {
        this(Settings.parse(args));
    }

    private TestServer(Settings settings) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            PrintStream log = new PrintStream(errors, true, StandardCharsets.UTF_8);
            loop = new EventLoop(listener, settings, clock, log);
            thread = new Thread(() -> serve(loop, log), "memcached");
            thread.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    RawClient connect() {
        return new RawClient(port);
    }

    /** Stops the server; fails the test when it met errors of its own. */
    @Override
    public void close() {
        boolean alive = thread.isAlive();
        loop.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!alive || errors.size() > 0) {
            throw new AssertionError("the server broke: " + errors.toString(StandardCharsets.UTF_8));
        }
    }

    private static void serve(EventLoop loop, PrintStream log) {
        try {
            loop.run();
        } catch (IOException e) {
            log.println(e);
        }
    }
}
