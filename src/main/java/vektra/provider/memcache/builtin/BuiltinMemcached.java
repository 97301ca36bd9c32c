package vektra.provider.memcache.builtin;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * The program: a memcached that runs in the foreground until it gets a signal to end.
 *
 * <p>Options, all with a value: {@code --listen} (address, default 127.0.0.1), {@code --port} (default 11211),
 * {@code --memory} (MB, default 64), {@code --max-connections} (default 1024).
 *
 * <p>Exit codes: 0 after SIGTERM or SIGINT, at once; 1 when it cannot listen or serve; 2 for wrong arguments. It prints
 * one line when it listens, and one line on the error stream when it cannot.
 *
 * <p>Memory: {@code --memory} caps keys and values with {@value Item#OVERHEAD} bytes for each item, values on their way
 * in and out included. They are kept on the heap, which must be larger: see {@link #heapMegabytes}.
 */
public final class BuiltinMemcached {
    private static final int BACKLOG = 1024;
    private static final long MEGABYTE = 1024 * 1024;

    private BuiltinMemcached() {}

    /** Runs the server; returns only by way of an exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /**
     * The Java heap, in MB for {@code -Xmx}, that a server needs which is to hold so many MB of items.
     */
    public static int heapMegabytes(int memoryMegabytes) {
        return 32 + memoryMegabytes * 3 / 2;
    }

    private static int run(String[] args, PrintStream out, PrintStream errors) {
        Settings settings;
        InetSocketAddress address;
        try {
            settings = Settings.parse(args);
            address = address(settings);
        } catch (IllegalArgumentException e) {
            errors.println("Error: " + e.getMessage());
            return 2;
        }
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(address, BACKLOG);
            EventLoop loop = new EventLoop(listener, settings, new Clock(), errors);
            InetSocketAddress bound = (InetSocketAddress) listener.getLocalAddress();
            exitCleanlyOnSignals();
            out.println("listening on " + settings.address() + ":" + bound.getPort());
            loop.run();
            return 0;
        } catch (IOException e) {
            errors.println("Error: cannot listen on " + settings.address() + ":" + settings.port() + ": " + e.getMessage());
            return 1;
        }
    }
}
