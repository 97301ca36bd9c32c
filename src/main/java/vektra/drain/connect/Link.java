package vektra.drain.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vektra.drain.encode.Bytes;
import vektra.model.service.HostPort;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain.End;

/** An open way to a destination that is watched: its end is noticed also while nothing is sent. */
final class Link implements AutoCloseable {
    private static final int PATIENCE = 10;

    private final HostPort host;
    private final Wire wire;
    private final Runnable ended;
    private volatile String reason;
    private volatile long sent;
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();

    /** Reads what the destination says, until the end of the stream. */
    interface Reader {
        void read(InputStream in) throws IOException;
    }

    private Link(HostPort host, Wire wire, Runnable ended) {
        this.host = host;
        this.wire = wire;
        this.ended = ended;
        this.reason = host + " closed the connection";
    }

    /**
     * Connects within ten seconds; UNAVAILABLE with the reason when that fails.
     *
     * @param trust null for a plain connection
     */
    static Link open(HostPort host, @Nullable Trust trust, Reader reader, Runnable ended) {
        Wire wire = new Wire(host, PATIENCE, TimeUnit.SECONDS);
        // in a thread of its own, since nothing else limits how long a name server or a trickling handshake takes
        FutureTask<Void> opening = new FutureTask<>(() -> {
            wire.open(trust);
            return null;
        });
        daemon(opening, "vektra-connect");
        try {
            opening.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            wire.close();
            if (e.getCause() instanceof VektraException known) {
                throw VektraException.unavailable(known.text(), known.next(), known);
            }
            throw Failures.connecting(
                    host, e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (TimeoutException e) {
            wire.close();
            throw Failures.connecting(host, new SocketTimeoutException("too late"));
        } catch (InterruptedException e) {
            wire.close();
            Thread.currentThread().interrupt();
            throw Failures.connecting(host, new IOException("interrupted"));
        }
        Link link = new Link(host, wire, ended);
        daemon(() -> link.watch(reader), "vektra-drain-reader");
        return link;
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(Reader reader) {
        try {
            reader.read(wire.in());
            finish(End.CLOSED);
        } catch (IOException e) {
            reason = Failures.lost(host, e);
            finish(End.BROKEN);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void write(Bytes bytes) throws IOException {
        if (end.get() != null) {
            throw new IOException(reason);
        }
        try {
            wire.out().write(bytes.array(), 0, bytes.length());
            sent += bytes.length();
        } catch (IOException e) {
            End known = end.get();
            finish(End.BROKEN);
            // a reset that the writer took away from the reader looks to that like an orderly end
            end.set(End.BROKEN);
            if (known == null) {
                throw new IOException(Failures.lost(host, e), e);
            }
            throw new IOException(known == End.CLOSED ? Failures.broken(host) : reason, e);
        }
    }

    private void finish(End how) {
        if (end.compareAndSet(null, how)) {
            boolean ours = wire.closed();
            wire.close();
            if (!ours) {
                ended.run();
            }
        }
    }

    @Nullable
    End ended() {
        return end.get();
    }

    /** The bytes written so far. */
    long sent() {
        return sent;
    }

    HostPort host() {
        return host;
    }

    @Override
    public void close() {
        wire.close();
        finish(End.BROKEN);
    }
}
