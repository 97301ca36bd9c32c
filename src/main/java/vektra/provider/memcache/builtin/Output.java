package vektra.provider.memcache.builtin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The answers to one client.
 *
 * <p>They are gathered in a buffer that all connections share and sent at the end of a turn. Only what the client is too
 * slow to take is kept, and while any is kept {@link #isFull} asks for no more requests to be answered: so it is never
 * more than one buffer and the rest of one answer, whose value is not copied but pinned.
 */
final class Output {
    static final int BUFFER_SIZE = 32 * 1024;

    /** Bytes after which it is the other clients' turn. */
    private static final int TURN = 1024 * 1024;

    /** Above this length values are sent from where they are. */
    private static final int COPY_LIMIT = 2048;

    private record Segment(byte[] bytes, int from, int to, Runnable sent) {}

    private final WritableByteChannel channel;
    private final ByteBuffer gathered;
    private final ItemTable items;
    private final Statistics statistics;
    private final Deque<byte[]> backlog = new ArrayDeque<>();
    private long sentThisTurn;
    private boolean broken;

    Output(WritableByteChannel channel, ByteBuffer gathered, ItemTable items, Statistics statistics) {
        this.channel = channel;
        this.gathered = gathered;
        this.items = items;
        this.statistics = statistics;
    }
}
