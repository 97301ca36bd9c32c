package vektra.logs.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;
import vektra.logs.line.BatchBuilder;
import vektra.logs.spool.RouterSocket;
import vektra.logs.spool.RouterStart;
import vektra.model.logs.LogStream;

/**
 * A source's way to the router, which is started when there is none. Connects again by itself and sends again what the
 * router has not acknowledged. For any thread.
 *
 * <p>When no router can be reached for ten seconds and what waits has become much, the oldest lines are dropped and
 * counted, except those of a file, which can wait where they are.
 */
public final class Feed implements Way {
    /** Begins the origins whose lines can wait where they are, and whose positions the router keeps permanently. */
    public static final String FILE = "file:";

    private static final long FIRST_SECONDS = 10;
    private static final long RETRY_MILLIS = 20;

    private final Path home;
    private final RouterStart router;
    private final Outbox outbox;
    private final BatchBuilder builder;
    private final ByteBuffer hello;
    private final Thread thread = new Thread(this::run, "vektra-feed");
    private final CountDownLatch met = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile long position = -1;
    private volatile @Nullable Selector selector;
    private long counted;

    private Feed(Path home, RouterStart router, String origin, LogStream stream) {
        this.home = home;
        this.router = router;
        this.outbox = new Outbox(origin, stream);
        this.builder = new BatchBuilder(origin, stream);
        this.hello = Batch.note(origin, stream, 0, -1, 0).bytes();
    }

    /**
     * Begins to connect and returns at once.
     *
     * @param router shared by all that are opened side by side
     */
    public static Feed open(Path home, RouterStart router, String origin, LogStream stream) {
        Feed feed = new Feed(home, router, origin, stream);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    /**
     * What the router had of this origin when we connected first, -1 for nothing; waits for the router, at most ten
     * seconds, else UNAVAILABLE.
     */
    @Override
    public long position() {
        try {
            if (met.await(FIRST_SECONDS, TimeUnit.SECONDS)) {
                return position;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw RouterSocket.silent(home, null);
    }

    /** Adds a line to what is to be sent next; one that is longer than 64 KB comes in parts. */
    @Override
    public synchronized void add(long micros, int priority, int part, boolean more, byte[] bytes, int from, int to) {
        if (!builder.takes(to - from, micros)) {
            ship(0, false);
        }
        builder.add(micros, priority, part, more, bytes, from, to);
    }

    /**
     * Ships what was added, which may be nothing but the position, and waits only when much is not acknowledged yet.
     *
     * @param behind position of the origin behind these lines; must differ from that of every earlier one
     */
    @Override
    public synchronized void send(long behind) {
        ship(behind, true);
    }

    /** The same for an origin whose positions do not matter: they are counted. */
    public synchronized void send() {
        if (builder.count() > 0) {
            send(++counted);
        }
    }

    private void ship(long behind, boolean last) {
        int lines = builder.count();
        ByteBuffer record = builder.finish(last ? behind : outbox.position());
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        builder.clear();
        outbox.add(new Outbox.Piece(bytes, behind, last, lines, 0));
        Selector waiting = selector;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    /** No program is held up any more after that time: what there is no room for is dropped and {@link #missing}. */
    public void lastCall(Duration longest) {
        outbox.lastCall(longest.toNanos());
    }

    /** Waits until the router has all that was sent, at most so long. */
    @Override
    public void flush(Duration longest) {
        outbox.awaitEmpty(longest.toNanos());
    }

    /** The lines that the router does not have: dropped, or sent and not acknowledged. */
    @Override
    public long missing() {
        return outbox.missing();
    }

    @Override
    public void close() {
        closed = true;
        outbox.close();
        Selector waiting = selector;
        if (waiting != null) {
            waiting.wakeup();
        }
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try (SocketChannel channel = RouterSocket.connect(home)) {
                meet(channel);
                router.met();
                talk(channel);
            } catch (IOException e) {
                // gone or not there yet
            }
            outbox.disconnected();
            if (!closed) {
                router.missed();
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            // only close() does that
            closed = true;
        }
    }

    private void meet(SocketChannel channel) throws IOException {
        RouterSocket.write(channel, hello.duplicate());
        ByteBuffer answer = ByteBuffer.allocate(Long.BYTES);
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                throw new IOException("the router closed the connection");
            }
        }
        long known = answer.getLong(0);
        if (met.getCount() > 0) {
            position = known;
            met.countDown();
        }
        outbox.connected(known);
    }

    private void talk(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try (Selector waiting = Selector.open()) {
            SelectionKey key = channel.register(waiting, SelectionKey.OP_READ);
            selector = waiting;
            ByteBuffer in = ByteBuffer.allocate(1 << 12);
            ByteBuffer out = null;
            while (!closed) {
                out = out == null ? outbox.next() : out;
                if (out != null) {
                    channel.write(out);
                    if (!out.hasRemaining()) {
                        out = null;
                    }
                }
                read(channel, in);
                key.interestOps(out == null ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                if (out != null || outbox.isEmpty()) {
                    waiting.select();
                    waiting.selectedKeys().clear();
                }
            }
        } finally {
            selector = null;
        }
    }

    private void read(SocketChannel channel, ByteBuffer in) throws IOException {
        int read = channel.read(in);
        if (read < 0) {
            throw new IOException("the router closed the connection");
        }
        int whole = in.position() / Long.BYTES * Long.BYTES;
        if (whole > 0) {
            outbox.acknowledged(in.getLong(whole - Long.BYTES));
            in.flip().position(whole);
            in.compact();
        }
    }
}
