package vektra.provider.memcache.builtin;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * The program: a memcached that runs in the foreground until a signal ends it.
 *
 * <p>Options, all with a value: {@code --listen} (address, default 127.0.0.1), {@code --port} (default 11211; 0 for any
 * free one), {@code --memory} (MB, default 64), {@code --max-connections} (default 1024).
 *
 * <p>It prints one line when it listens, or one on the error stream when it cannot. Exit codes: 0 after SIGTERM, SIGINT
 * or SIGHUP, at once; 1 when it cannot listen or go on; 2 for wrong arguments.
 *
 * <p>{@code --memory} caps keys and values, those on their way in and out included, plus {@value Item#OVERHEAD} bytes
 * for each item. They live on the Java heap, which must be larger: see {@link #heapMegabytes}.
 */
public final class BuiltinMemcached {
    private static final int BACKLOG = 1024;

    private BuiltinMemcached() {}

    /** Serves; ends only with the process. */
    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        // not exit(), with which the hook for signals would make it 0
        Runtime.getRuntime().halt(code);
    }

    /**
     * The Java heap, in MB for {@code -Xmx}, that a server with so many MB for items needs: the items may fill only the
     * old generation, which is two thirds of it, and the rest is for requests and answers.
     */
    public static int heapMegabytes(int memoryMegabytes) {
        return 32 + memoryMegabytes * 3 / 2;
    }

    private static int run(String[] args, PrintStream out, PrintStream errors) {
        Settings settings;
        InetSocketAddress address;
        try {
            settings = Settings.parse(args);
            address = settings.socketAddress();
        } catch (IllegalArgumentException e) {
            errors.println("Error: " + e.getMessage());
            return 2;
        }
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(address, BACKLOG);
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            EventLoop loop = new EventLoop(listener, settings, new Clock(), errors);
            haltOnSignals();
            out.println("listening on " + settings.endpoint(port));
            loop.run();
            return 0;
        } catch (IOException e) {
            errors.println("Error: cannot serve on " + settings.endpoint(settings.port()) + ": " + e.getMessage());
            return 1;
        }
    }

    /** A signal starts the exit hooks; the first of them to run ends the process, as there is nothing to save. */
    private static void haltOnSignals() {
        Runtime.getRuntime().addShutdownHook(new Thread("halt") {
            @Override
            public void run() {
                Runtime.getRuntime().halt(0);
            }
        });
    }
}
