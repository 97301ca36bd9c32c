package vektra.memcached.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import vektra.memcached.cache.Counter;
import vektra.memcached.cache.Item;
import vektra.memcached.cache.ItemTable;
import vektra.memcached.cache.Statistics;

/**
 * The answers to one client.
 *
 * <p>They are gathered in a buffer that all connections share and sent when it is full and at the end of a turn. Only
 * what the client is too slow to take is kept, and while any is kept {@link #isFull} asks for no more requests to be
 * answered. So it is never more than one buffer and the rest of one answer, of which a large value is not copied but
 * pinned.
 */
public final class Output {
    /** Length of the shared buffer. */
    public static final int CAPACITY = 32 * 1024;

    /** Bytes after which it is other clients' turn. */
    private static final int TURN = 1024 * 1024;

    /** Length up to which copying a value is cheaper than pinning it. */
    private static final int COPY_LIMIT = 2048;

    private final WritableByteChannel channel;
    private final ByteBuffer gathered;
    private final ItemTable items;
    private final Statistics statistics;
    private final Deque<Segment> backlog = new ArrayDeque<>(2);
    private int sentThisTurn;
    private boolean broken;

    public Output(WritableByteChannel channel, ByteBuffer gathered, ItemTable items, Statistics statistics) {
        this.channel = channel;
        this.gathered = gathered;
        this.items = items;
        this.statistics = statistics;
    }

    /** Sends what was kept; from here on a full turn's worth of answers is welcome. */
    void beginTurn() {
        sentThisTurn = 0;
        flush();
    }

    /** Whether no more requests should be answered, until the channel takes bytes again. */
    public boolean isFull() {
        return broken || !backlog.isEmpty() || sentThisTurn >= TURN;
    }

    /** Whether sending has failed: the client is gone. */
    boolean isBroken() {
        return broken;
    }

    public void line(String text) {
        text(text + "\r\n");
    }

    /** Adds characters of ISO 8859-1, one byte each. */
    public void text(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) {
        write(bytes, null);
    }

    /** Adds the value of an item. */
    public void value(Item item) {
        write(item.value, item.value.length > COPY_LIMIT ? item : null);
    }

    /** Sends what is gathered and kept, as far as the channel takes it. */
    void flush() {
        do {
            gatherKept();
        } while (gathered.position() > 0 && sendGathered() && sentThisTurn < TURN);
    }

    /** Bytes of memory that the kept answers take, but for pinned values. */
    int keptBytes() {
        int sum = 0;
        for (Segment segment : backlog) {
            sum += Segment.OVERHEAD + (segment.owner == null ? segment.bytes.length : 0);
        }
        return sum;
    }

    /** Lets go of what was not sent. */
    void discard() {
        gathered.clear();
        for (Segment segment : backlog) {
            unpin(segment);
        }
        backlog.clear();
    }

    private void write(byte[] bytes, @Nullable Item owner) {
        int from = 0;
        while (from < bytes.length && backlog.isEmpty() && !broken) {
            int count = Math.min(bytes.length - from, gathered.remaining());
            gathered.put(bytes, from, count);
            from += count;
            if (!gathered.hasRemaining()) {
                sendGathered();
            }
        }
        if (from == bytes.length || broken) {
            return;
        }
        if (owner == null) {
            backlog.addLast(new Segment(Arrays.copyOfRange(bytes, from, bytes.length), 0, null));
        } else {
            items.pin(owner);
            backlog.addLast(new Segment(bytes, from, owner));
        }
    }

    private void gatherKept() {
        while (!backlog.isEmpty() && gathered.hasRemaining()) {
            Segment first = backlog.getFirst();
            int count = Math.min(first.bytes.length - first.from, gathered.remaining());
            gathered.put(first.bytes, first.from, count);
            first.from += count;
            if (first.from == first.bytes.length) {
                unpin(backlog.removeFirst());
            }
        }
    }

    /** Empties the shared buffer, keeping what the channel did not take; true when it took all. */
    private boolean sendGathered() {
        gathered.flip();
        try {
            int sent = channel.write(gathered);
            statistics.add(Counter.BYTES_WRITTEN, sent);
            sentThisTurn += sent;
        } catch (IOException e) {
            broken = true;
        }
        boolean all = !gathered.hasRemaining();
        if (!all && !broken) {
            byte[] rest = new byte[gathered.remaining()];
            gathered.get(rest);
            backlog.addFirst(new Segment(rest, 0, null));
        }
        gathered.clear();
        return all;
    }

    private void unpin(Segment segment) {
        if (segment.owner != null) {
            items.unpin(segment.owner);
        }
    }

    /** Bytes that wait to be sent, and the item to unpin when they are. */
    private static final class Segment {
        private static final int OVERHEAD = 64;

        private final byte[] bytes;
        private int from;
        private final @Nullable Item owner;

        Segment(byte[] bytes, int from, @Nullable Item owner) {
            this.bytes = bytes;
            this.from = from;
            this.owner = owner;
        }
    }
}
