package vektra.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import vektra.model.text.FileFailure;

/** The end of a file of lines, read without the rest of it. */
public final class Tail {
    private static final int CHUNK = 1 << 16;

    private final long length;
    private final byte[] line;

    private Tail(long length, byte[] end) {
        this.length = length;
        this.line = Arrays.copyOfRange(end, start(end), end.length);
    }

    /** The length of the whole file in bytes. */
    public long length() {
        return length;
    }

    /** The last line, with its end if it has one; empty when the file is. */
    public byte[] line() {
        return line;
    }

    public static Optional<Tail> of(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            byte[] end = end(channel, Math.min(length, CHUNK));
            while (end.length < length && start(end) == 0) {
                end = end(channel, Math.min(length, 2L * end.length));
            }
            return Optional.of(new Tail(length, end));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    /** @param before how many bytes come before that end */
    public static Tail of(long before, byte[] end) {
        return new Tail(before + end.length, end);
    }

    public static Tail of(byte[] content) {
        return new Tail(content.length, content);
    }

    private static byte[] end(FileChannel channel, long size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size));
        long position = channel.size() - size;
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
        return buffer.array();
    }

    private static int start(byte[] lines) {
        int start = Math.max(lines.length - 1, 0);
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return start;
    }
}
