package vektra.memcached;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.Settings;

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
    private static final long LEAST_FREE_HEAP = 8 * 1024 * 1024;

    private BuiltinMemcached() {}

    /** Serves; ends only with the process. */
    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        // not exit(), which would wait for the hook for signals, which waits for this thread
        Runtime.getRuntime().halt(code);
    }

    /** The Java heap, in MB for {@code -Xmx}, to give a server that may keep so many MB of items. */
    public static int heapMegabytes(int memoryMegabytes) {
        return memoryMegabytes + memoryMegabytes / 4 + 32;
    }

    private static int run(String[] args, PrintStream out, PrintStream errors) {
        Settings settings;
        InetSocketAddress address;
        try {
            settings = Settings.parse(args);
            address = settings.socketAddress();
            requireHeap(settings);
        } catch (IllegalArgumentException e) {
            errors.println("Error: " + e.getMessage());
            return 2;
        }
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(address, BACKLOG);
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            EventLoop loop = new EventLoop(listener, settings, new Clock(), errors);
            endOnSignals(loop, Thread.currentThread());
            out.println("listening on " + settings.endpoint(port));
            loop.run();
            return 0;
        } catch (IOException e) {
            errors.println("Error: cannot serve on " + settings.endpoint(settings.port()) + ": " + e.getMessage());
            return 1;
        }
    }

    /** Better not to start than to run out of memory once the cache fills up. */
    private static void requireHeap(Settings settings) {
        long least = settings.memoryBytes() / 8 * 9 + LEAST_FREE_HEAP;
        if (Runtime.getRuntime().maxMemory() < least) {
            int memory = settings.memoryMegabytes();
            throw new IllegalArgumentException(
                    "the Java heap is too small for --memory " + memory + ": use -Xmx" + heapMegabytes(memory) + "m");
        }
    }

    /** A signal starts this hook, which has the serving thread end the process: the virtual machine is quickest so. */
    private static void endOnSignals(EventLoop loop, Thread serving) {
        Runtime.getRuntime().addShutdownHook(new Thread("signal") {
            @Override
            public void run() {
                loop.stop();
                try {
                    // permanently: were this hook to end, the exit code would be the signal's
                    serving.join();
                } catch (InterruptedException e) {
                    Runtime.getRuntime().halt(0);
                }
            }
        });
    }
}
