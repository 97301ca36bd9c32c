package vektra.monitors.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines that are appended to a file, which may be replaced by a new one of its name. */
final class Followed implements AutoCloseable {
    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private @Nullable Object key;

    Followed(Path path) throws IOException {
        this.path = path;
        open();
    }

    /** Passes over what is there. */
    void skip() throws IOException {
        if (file != null) {
            file.position(file.size());
        }
    }

    /** The whole lines that have come. */
    List<String> next() throws IOException {
        if (file == null) {
            open();
        }
        String text = text();
        // asked first, since the last lines of the old file may come until it is replaced
        if (text.isEmpty() && file != null && !Objects.equals(key, LogFolder.key(path))) {
            text = text();
            open();
        }
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private String text() throws IOException {
        if (file == null || file.read(buffer.clear()) <= 0) {
            return "";
        }
        begun.write(buffer.array(), 0, buffer.position());
        byte[] all = begun.toByteArray();
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        begun.reset();
        begun.write(all, end, all.length - end);
        return new String(all, 0, end, UTF_8);
    }

    private void open() throws IOException {
        close();
        try {
            file = FileChannel.open(path);
            key = LogFolder.key(path);
            begun.reset();
        } catch (NoSuchFileException e) {
            file = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
