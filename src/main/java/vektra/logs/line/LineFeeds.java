package vektra.logs.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line feeds, eight bytes at a time. */
public final class LineFeeds {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOWEST = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;

    private LineFeeds() {}

    /** The index of the first one from an index on; {@code to} when there is none before that. */
    public static int next(byte[] bytes, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES) {
            // a byte that was a line feed is zero now, and borrows from above when one is taken from each
            long zeroed = (long) EIGHT.get(bytes, at) ^ LINE_FEEDS;
            long found = (zeroed - LOWEST) & ~zeroed & HIGHEST;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
