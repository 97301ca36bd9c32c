package vektra.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client's connection and the one to the server. An end of data on one side is passed on, and the other goes on. */
final class Link {
    private static final int BUFFER = 1 << 14;

    private final Side client;
    private final Upstream upstream;
    private final Consumer<String> warn;
    private final Consumer<Link> ended;
    private final AtomicInteger open = new AtomicInteger(2);
    private volatile boolean closed;
    private volatile @Nullable Side server;

    Link(Side client, Upstream upstream, Consumer<String> warn, Consumer<Link> ended) {
        this.client = client;
        this.upstream = upstream;
        this.warn = warn;
        this.ended = ended;
    }

    void start() {
        thread(() -> {
            try {
                Side connected = upstream.connect();
                server = connected;
                if (closed) {
                    close();
                }
                thread(() -> pass(connected, client));
                pass(client, connected);
            } catch (IOException e) {
                warn.accept("cannot connect to " + upstream.address() + ": " + e.getMessage());
                close();
            }
        });
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "vektra-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void pass(Side from, Side to) {
        try {
            InputStream in = from.in();
            OutputStream out = to.out();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
            to.endOutput();
            if (open.decrementAndGet() == 0) {
                close();
            }
        } catch (IOException e) {
            close(); // one side is gone: nothing that the other sends has a reader
        }
    }

    void close() {
        closed = true;
        end(client);
        Side connected = server;
        if (connected != null) {
            end(connected);
        }
        ended.accept(this);
    }

    private static void end(Side side) {
        try {
            side.close();
        } catch (IOException e) {
            // it is gone already
        }
    }
}
