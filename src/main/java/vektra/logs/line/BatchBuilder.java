package vektra.logs.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import vektra.model.logs.LogStream;

/** Puts lines of one stream together; used again and again. */
public final class BatchBuilder {
    private ByteBuffer buffer = ByteBuffer.allocate(4 << 10);
    private final int lines;
    private int count;
    private long first;

    /** Texts longer than 255 bytes are cut. */
    public BatchBuilder(String origin, LogStream stream) {
        buffer.putInt(0, Batch.MAGIC);
        buffer.put(Batch.SERVER, (byte) (stream.server() ? 1 : 0));
        buffer.position(Batch.TEXTS);
        for (String text : new String[] {origin, stream.app(), stream.process(), stream.host()}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int length = Math.min(bytes.length, 255);
            buffer.put((byte) length).put(bytes, 0, length);
        }
        lines = buffer.position();
    }

    public int count() {
        return count;
    }

    /** Whether a line of that many bytes, written then, still fits. */
    public boolean takes(int length, long micros) {
        return count == 0
                || (Batch.LONGEST - buffer.position() >= Batch.LINE + length
                        && Math.abs(micros - first) < Integer.MAX_VALUE);
    }

    /** Adds a line; one that does not fit even into an empty record is a mistake of the caller. */
    public void add(long micros, int priority, int part, boolean more, byte[] bytes, int from, int to) {
        if (count == 0) {
            first = micros;
        }
        if (buffer.remaining() < Batch.LINE + to - from) {
            grow(buffer.position() + Batch.LINE + to - from);
        }
        buffer.putInt(to - from)
                .putInt((int) (micros - first))
                .put((byte) priority)
                .put((byte) (more ? 1 : 0))
                .putShort((short) part)
                .put(bytes, from, to - from);
        count++;
    }

    private void grow(int needed) {
        int capacity = Math.min(Batch.LONGEST, Math.max(needed, buffer.capacity() * 2));
        buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }

    /** The record, valid until {@link #clear}; it may have no lines, and then only tells of a position. */
    public ByteBuffer finish(long position) {
        int length = buffer.position();
        buffer.putInt(4, length);
        buffer.putLong(Batch.SEQUENCE, 0);
        buffer.putLong(Batch.MICROS, first);
        buffer.putLong(Batch.POSITION, position);
        buffer.putInt(Batch.COUNT, count);
        buffer.putInt(8, Batch.crc(buffer, 0, length));
        return buffer.duplicate().flip();
    }

    public void clear() {
        buffer.position(lines);
        count = 0;
    }
}
