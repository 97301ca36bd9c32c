package vektra.logs.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/**
 * Lines of one stream as they lie in the spool and travel between processes: a checked record, big-endian.
 *
 * <pre>
 *  0  int   magic
 *  4  int   bytes of the whole record
 *  8  int   CRC-32C of all that follows
 * 12  long  sequence of the first line, 0 until the router gave one
 * 20  long  microseconds of the first line; in a record without lines: how many its source lost
 * 28  long  position of the origin behind these lines: what the origin is asked to go on from
 * 36  int   number of lines
 * 40  byte  1 when the stream is a managed server's
 * 41  four texts, each a byte of length and UTF-8: origin, app, process, host
 *     lines, each: int bytes, int microseconds after the first, byte priority, byte more, short part, the bytes
 * </pre>
 */
public final class Batch {
    public static final int MAGIC = 0x564b5431;
    /** No record is longer. */
    static final int LONGEST = 1 << 20;

    public static final int HEAD = 12;
    static final int SEQUENCE = 12;
    static final int MICROS = 20;
    static final int POSITION = 28;
    static final int COUNT = 36;
    static final int SERVER = 40;
    static final int TEXTS = 41;
    static final int LINE = 12;
    /** No record needs more bytes to be {@link #skim skimmed}. */
    public static final int LONGEST_HEAD = TEXTS + 4 * 256;

    private final ByteBuffer record;
    private final int length;
    private final int lines;
    private final String origin;
    private final LogStream stream;

    private Batch(ByteBuffer record, int length) {
        this.record = record;
        this.length = length;
        ByteBuffer at = record.duplicate();
        at.position(at.position() + TEXTS);
        origin = text(at);
        stream = new LogStream(text(at), text(at), text(at), record.get(record.position() + SERVER) == 1);
        lines = at.position();
    }

    private static String text(ByteBuffer at) {
        int length = at.get() & 0xff;
        String text = new String(at.array(), at.arrayOffset() + at.position(), length, StandardCharsets.UTF_8);
        at.position(at.position() + length);
        return text;
    }

    /** The bytes of the record that a head announces; 0 when that is no head. */
    public static int length(ByteBuffer buffer, int at) {
        int length = buffer.getInt(at + 4);
        return buffer.getInt(at) == MAGIC && length >= TEXTS + 4 && length <= LONGEST ? length : 0;
    }

    /**
     * Reads the record that begins at an index of a buffer with an array; null when it is damaged, or not whole.
     *
     * @param limit the index behind the last byte that counts
     */
    public static @Nullable Batch read(ByteBuffer buffer, int at, int limit) {
        if (limit - at < HEAD) {
            return null;
        }
        int length = length(buffer, at);
        if (length == 0 || at + length > limit || buffer.getInt(at + 8) != crc(buffer, at, length)) {
            return null;
        }
        return new Batch(buffer.duplicate().limit(at + length).position(at), length);
    }

    /**
     * The same without a look at the lines, which need not be there and are not checked; null when what is there cannot
     * be the head of a record.
     */
    public static @Nullable Batch skim(ByteBuffer buffer, int at, int limit) {
        int length = limit - at < TEXTS ? 0 : length(buffer, at);
        int end = at + Math.min(length, LONGEST_HEAD);
        if (length == 0 || end > limit || !textsEnd(buffer, at + TEXTS, end)) {
            return null;
        }
        int count = buffer.getInt(at + COUNT);
        boolean sound = count >= 0 && (long) count * LINE <= length;
        return sound ? new Batch(buffer.duplicate().limit(end).position(at), length) : null;
    }

    /**
     * The same of a record whose end is missing, as long as its head is there.
     *
     * @param buffer filled up with zeros
     * @param there how many of its bytes are of the record
     */
    public static @Nullable Batch torn(ByteBuffer buffer, int there) {
        Batch head = skim(buffer, 0, buffer.capacity());
        return head != null && head.lines <= there ? head : null;
    }

    private static boolean textsEnd(ByteBuffer buffer, int from, int limit) {
        int at = from;
        for (int i = 0; i < 4 && at < limit; i++) {
            at += 1 + (buffer.get(at) & 0xff);
        }
        return at <= limit;
    }

    /** A record without lines. */
    public static Batch note(String origin, LogStream stream, long sequence, long position, long lost) {
        ByteBuffer record = new BatchBuilder(origin, stream).finish(position);
        record.putLong(MICROS, lost);
        Batch note = new Batch(record, record.remaining());
        note.number(sequence);
        return note;
    }

    static int crc(ByteBuffer buffer, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), buffer.arrayOffset() + at + HEAD, length - HEAD);
        return (int) crc.getValue();
    }

    /** The same lines with their numbers, written into the record itself. */
    public void number(long sequence) {
        int at = record.position();
        record.putLong(at + SEQUENCE, sequence);
        record.putInt(at + 8, crc(record, at, record.remaining()));
    }

    public ByteBuffer bytes() {
        return record.duplicate();
    }

    public int length() {
        return length;
    }

    public String origin() {
        return origin;
    }

    public LogStream stream() {
        return stream;
    }

    public long sequence() {
        return record.getLong(record.position() + SEQUENCE);
    }

    public long micros() {
        return record.getLong(record.position() + MICROS);
    }

    /** Lines that the source lost before it could hand them in. */
    public long lost() {
        return count() == 0 ? micros() : 0;
    }

    public long position() {
        return record.getLong(record.position() + POSITION);
    }

    public int count() {
        return record.getInt(record.position() + COUNT);
    }

    /** Hands out the lines, which stay valid as long as the buffer. */
    public void forEach(Consumer<LogLine> reader) {
        Lines at = lines();
        for (LogLine line = at.next(); line != null; line = at.next()) {
            reader.accept(line);
        }
    }

    public Lines lines() {
        return new Lines();
    }

    /** The lines one after the other. */
    public final class Lines {
        private int at = lines;
        private int read;

        @Nullable
        public LogLine next() {
            if (read == count()) {
                return null;
            }
            int length = record.getInt(at);
            int from = record.arrayOffset() + at + LINE;
            LogLine line = new LogLine(
                    stream,
                    sequence() == 0 ? 0 : sequence() + read,
                    micros() + record.getInt(at + 4),
                    record.get(at + 8) & 0xff,
                    record.getShort(at + 10) & 0xffff,
                    record.get(at + 9) == 1,
                    record.array(),
                    from,
                    from + length);
            at += LINE + length;
            read++;
            return line;
        }
    }
}
