package vektra.logs.syslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import vektra.logs.line.LineFeeds;

/**
 * Cuts what comes over a connection into messages. Each begins with its length, which its first byte tells, or ends with a
 * line feed or a zero byte. Where the first ends with a zero, as those of glibc and of Python's handler do, all do, and line
 * feeds are part of them.
 */
public final class SyslogFrames {
    /** No message that names its length is longer. */
    private static final int LONGEST = 1 << 20;

    /** Enough for a hundred messages at once; a thousand connections must fit into memory. */
    private static final int SMALL = 16 * 1024;

    private static final int BUFFER = 128 * 1024;
    /** How many connections may be in the middle of a long message at the same time. */
    private static final Semaphore LONG_ONES = new Semaphore(16);

    /** A line of which there is more and whose end is not here begins to be handed on: more than any part takes. */
    private static final int LONG_LINE = 96 * 1024;

    private static final int DIGITS = 10;

    private final SyslogBatches batches;
    private final LongSupplier now;
    private byte[] bytes = new byte[SMALL];
    private boolean large;
    private int start;
    private int end;
    /** Where the search for a line feed goes on. */
    private int searched;
    /** How many bytes the message at the start has, when that is known and they are not all here. */
    private int needed;
    /** Whether the line at the start is the rest of one. */
    private boolean open;
    /** What ends messages that do not begin with their length. */
    private Ending ending = Ending.UNKNOWN;

    private enum Ending {
        UNKNOWN,
        LINE_FEED,
        ZERO
    }

    /**
     * Nothing yet.
     *
     * @param now the time in microseconds since 1970
     */
    public SyslogFrames(SyslogBatches batches, LongSupplier now) {
        this.batches = batches;
        this.now = now;
    }

    /** Takes all that comes until the end; fails when the connection does, or when what comes cannot be cut. */
    public void readAll(ReadableByteChannel channel) throws IOException {
        try {
            int read = read(channel);
            while (read >= 0) {
                end += read;
                cut();
                batches.flush();
                makeRoom();
                read = read(channel);
            }
        } finally {
            if (large) {
                LONG_ONES.release();
            }
            rest();
            batches.flush();
        }
    }

    /** The system copies through memory of its own, and each thread keeps that: not more than a little at a time. */
    private int read(ReadableByteChannel channel) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes, end, Math.min(bytes.length - end, SMALL)));
    }

    private void cut() throws IOException {
        long time = now.getAsLong();
        boolean whole = true;
        while (whole && start < end) {
            byte first = bytes[start];
            if (!open && (first == '\n' || first == 0)) {
                start++;
            } else {
                boolean digit = first >= '1' && first <= '9';
                whole = (digit && !open) ? counted(time) : line(time);
            }
        }
    }

    /** Takes a message that begins with its length; false when it is not all here. */
    private boolean counted(long time) throws IOException {
        int at = start;
        long length = 0;
        while (at < end && at - start < DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
            length = length * 10 + bytes[at] - '0';
            at++;
        }
        if (at + 1 >= end && (at == end || bytes[at] == ' ')) {
            return false;
        }
        if (bytes[at] != ' ' || bytes[at + 1] != '<') {
            return line(time);
        }
        if (length > LONGEST) {
            throw new IOException("a message of " + length + " bytes");
        }
        int from = at + 1;
        int to = from + (int) length;
        if (to > end) {
            needed = to - start;
            return false;
        }
        // Heroku counts a line feed at the end
        batches.add(bytes, from, to > from && bytes[to - 1] == '\n' ? to - 1 : to, time);
        start = to;
        return true;
    }

    /** Takes a message that ends with a line feed or a zero; false when that is not here. */
    private boolean line(long time) {
        int at = endOfMessage(Math.max(searched, start));
        if (at < end) {
            ended(at > start && bytes[at] == '\n' && bytes[at - 1] == '\r' ? at - 1 : at, time);
            start = at + 1;
            return true;
        }
        if (end - start > LONG_LINE) {
            start = open ? batches.goOn(bytes, start, end) : batches.begin(bytes, start, end, time);
            open = true;
        }
        searched = end;
        return false;
    }

    /** The index of what ends the message that goes on at an index; the end of what is here when that is not. */
    private int endOfMessage(int from) {
        int feed = ending == Ending.ZERO ? end : LineFeeds.next(bytes, from, end);
        if (ending == Ending.LINE_FEED) {
            return feed;
        }
        int zero = from;
        while (zero < end && !endsWithZero(zero)) {
            zero++;
        }
        if (ending == Ending.UNKNOWN && (zero < end || feed < end)) {
            ending = zero < end ? Ending.ZERO : Ending.LINE_FEED;
        }
        return zero < end ? zero : feed;
    }

    /**
     * A zero inside of a message is part of it: behind one that ends it nothing comes, or the next message. Where zeros end
     * messages a line feed does too if a priority comes behind it: then the one zero was a stray one.
     */
    private boolean endsWithZero(int at) {
        if (bytes[at] == '\n') {
            return ending == Ending.ZERO
                    && at + 2 < end
                    && bytes[at + 1] == '<'
                    && bytes[at + 2] >= '0'
                    && bytes[at + 2] <= '9';
        }
        return bytes[at] == 0 && (at + 1 == end || bytes[at + 1] == '<' || ending == Ending.ZERO);
    }

    private void ended(int to, long time) {
        if (open) {
            batches.finish(bytes, start, to);
        } else {
            batches.add(bytes, start, to, time);
        }
        open = false;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            searched = Math.max(0, searched - start);
            end -= start;
            start = 0;
        }
        if (needed > bytes.length || end == bytes.length) {
            if (!large) {
                LONG_ONES.acquireUninterruptibly();
                large = true;
            }
            bytes = Arrays.copyOf(bytes, Math.max(needed, BUFFER));
        } else if (large && needed == 0 && end < SMALL) {
            bytes = Arrays.copyOf(bytes, SMALL);
            batches.shrink();
            LONG_ONES.release();
            large = false;
        }
        needed = 0;
    }

    /** What the connection's end cut off. */
    private void rest() {
        if (open || end > start) {
            ended(end, now.getAsLong());
            start = end;
        }
    }
}
