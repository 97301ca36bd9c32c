package vektra.monitors.alert;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.file.SmallFile;
import vektra.model.text.VektraException;

/** Holds a folder of the home for one process; the kernel gives it back when that ends. */
final class FolderLock implements AutoCloseable {
    private static final String CHANGES = "alerts.lock";
    private static final String SENDING = "alerting.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Does the work once no other process changes the alerts. */
    static <T> T holding(Path folder, Supplier<T> work) {
        FileChannel channel = open(folder, CHANGES);
        try {
            channel.lock();
            return work.get();
        } catch (IOException | OverlappingFileLockException e) {
            throw VektraException.unavailable(folder.resolve(CHANGES) + " cannot be locked: " + e, null, e);
        } finally {
            close(channel);
        }
    }

    /** The right to send messages; null when another process has it. */
    static @Nullable FolderLock tryToSend(Path folder) {
        FileChannel channel = open(folder, SENDING);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // as if another had it
        }
        close(channel);
        return null;
    }

    private static FileChannel open(Path folder, String name) {
        try {
            Files.createDirectories(folder, SmallFile.PRIVATE_FOLDER);
            return FileChannel.open(
                    folder.resolve(name),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    SmallFile.PRIVATE);
        } catch (IOException e) {
            throw VektraException.unavailable(folder.resolve(name) + " cannot be opened: " + e.getMessage(), null, e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock went with it
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
