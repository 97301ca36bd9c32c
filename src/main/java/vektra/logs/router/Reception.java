package vektra.logs.router;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Accepts connections to the router's socket, each in a thread of its own. */
public final class Reception implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final long LONGEST_END_MILLIS = 1000;

    private final ServerSocketChannel door;
    private final Set<SocketChannel> sources = ConcurrentHashMap.newKeySet();
    private final Set<Thread> serving = ConcurrentHashMap.newKeySet();

    Reception(ServerSocketChannel door) {
        this.door = door;
    }

    /** Serves one connection until it ends. */
    interface Visit {
        /** @param begun what it sent first */
        void serve(SocketChannel channel, ByteBuffer begun) throws IOException;
    }

    /** Begins to let in sources, and those that only have a question. */
    void open(Visit source, Visit control) {
        thread(() -> accept(source, control), "vektra-router-door").start();
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The sources that are connected. */
    int sources() {
        return sources.size();
    }

    private void accept(Visit source, Visit control) {
        while (door.isOpen()) {
            try {
                SocketChannel channel = door.accept();
                thread(() -> serve(channel, source, control), "vektra-source").start();
            } catch (IOException | OutOfMemoryError e) {
                // closed, or no more descriptors or threads until a connection ends
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel channel, Visit source, Visit control) {
        try (channel) {
            ByteBuffer begun = ByteBuffer.allocate(Integer.BYTES);
            while (begun.hasRemaining() && channel.read(begun) >= 0) {
                // the first bytes say who it is
            }
            if (begun.flip().remaining() < Integer.BYTES) {
                return;
            }
            if (begun.getInt(0) == Control.GREETING) {
                control.serve(channel, begun.position(Integer.BYTES));
            } else {
                serving.add(Thread.currentThread());
                sources.add(channel);
                source.serve(channel, begun);
            }
        } catch (IOException e) {
            // it is gone; what was not acknowledged it will send again
        } finally {
            sources.remove(channel);
            serving.remove(Thread.currentThread());
        }
    }

    /** Accepts no more connections and closes those of the sources. */
    @Override
    public void close() throws IOException {
        door.close();
        for (SocketChannel channel : sources) {
            channel.close();
        }
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_END_MILLIS);
        for (Thread thread : serving) {
            await(thread, until);
        }
    }

    private static void await(Thread thread, long until) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
