package vektra.monitors.uptime.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import vektra.file.SmallFile;

/** The records of an index, which are written beside its place until it is whole. */
@SuppressWarnings("ReferenceEquality") // which buffer is written
final class IndexOutput implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** More than a record without its texts. */
    private static final int ROOM = 128;

    private final Path path;
    private final Path beside;
    private final FileChannel file;
    private final CRC32 sum = new CRC32();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    /** For records whose length stands before them. */
    private final ByteBuffer scratch = ByteBuffer.allocate(BUFFER);

    private ByteBuffer out = buffer;
    private long length;
    private boolean ended;

    IndexOutput(Path path) throws IOException {
        this.path = path;
        this.beside = path.resolveSibling(".new-" + UUID.randomUUID());
        this.file = FileChannel.open(
                beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), SmallFile.PRIVATE);
        file.position(IndexHead.BYTES);
    }

    /** Whether the disk was full, or all is written: what comes then is only counted. */
    boolean ended() {
        return ended;
    }

    /** Begins a record. */
    void begin(int tag) {
        room();
        out.put((byte) tag);
    }

    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void text(byte[] bytes) {
        varint(bytes.length);
        bytes(bytes, bytes.length);
    }

    /** Keeps the records aside that come, which have no texts and are few. */
    void aside() {
        out = scratch.clear();
    }

    /** Writes records again. */
    void back() {
        out = buffer;
    }

    /** Writes how long those are that were kept aside, and them. */
    void kept() {
        varint(scratch.position());
        bytes(scratch.array(), scratch.position());
    }

    private void bytes(byte[] bytes, int size) {
        for (int at = 0; at < size; ) {
            room();
            int part = Math.min(size - at, buffer.remaining() - ROOM / 2);
            buffer.put(bytes, at, part);
            at += part;
        }
        room();
    }

    /** Makes room for a record, or a part of one. */
    void room() {
        if (out == buffer && buffer.remaining() < ROOM) {
            try {
                flush();
            } catch (IOException e) {
                ended = true;
                buffer.clear();
            }
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        length += buffer.remaining();
        sum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** Puts the file in its place. */
    void keep(LogState state, long bad) throws IOException {
        if (ended) {
            return;
        }
        flush();
        ended = true;
        ByteBuffer head = new IndexHead(length, sum.getValue(), state, bad).bytes();
        file.write(head, 0);
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(beside);
    }
}
