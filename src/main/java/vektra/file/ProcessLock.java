package vektra.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/**
 * A private file that one holder at a time has, of all processes and threads; the system takes it back when a process ends.
 * A file that cannot be locked is UNAVAILABLE.
 */
public final class ProcessLock implements AutoCloseable {
    /** Those of this process: the system knows no threads, and gives all back when one of them closes the file. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    private interface Locking {
        boolean succeeds(FileChannel channel) throws IOException;
    }

    /** Takes it once no other has it. */
    public static ProcessLock take(Path file) {
        Path key = key(file);
        synchronized (OURS) {
            while (!OURS.add(key)) {
                try {
                    OURS.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw VektraException.unavailable("interrupted", null, e);
                }
            }
        }
        return locked(key, channel -> channel.lock().isValid()).orElseThrow();
    }

    /** The same without waiting; empty while another has it. */
    public static Optional<ProcessLock> tryTake(Path file) {
        Path key = key(file);
        synchronized (OURS) {
            if (!OURS.add(key)) {
                return Optional.empty();
            }
        }
        return locked(key, channel -> channel.tryLock() != null);
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static Optional<ProcessLock> locked(Path file, Locking locking) {
        FileChannel channel = null;
        boolean held = false;
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()), SmallFile.PRIVATE_FOLDER);
            channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), SmallFile.PRIVATE);
            held = locking.succeeds(channel);
            return held ? Optional.of(new ProcessLock(file, channel)) : Optional.empty();
        } catch (IOException e) {
            throw VektraException.unavailable("cannot lock " + file + ": " + e.getMessage(), null, e);
        } finally {
            if (!held) {
                close(file, channel);
            }
        }
    }

    /** Puts a text into the file, for those who ask who has it. */
    public void write(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    }

    private static void close(Path file, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the lock ends with this process
        } finally {
            synchronized (OURS) {
                OURS.remove(file);
                OURS.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        close(file, channel);
    }
}
