package vektra.monitors.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.LogFiles;
import vektra.model.text.FileFailure;
import vektra.monitors.MonitorFiles;
import vektra.monitors.line.DroppedLine;

/**
 * The log of a home, to which several processes may append at once: each line is one write behind what is there, and
 * begins on a line of its own whatever was cut off before it. A line that cannot be written is counted and given up, since
 * monitoring must go on; once there is room again, a line of the log says how many. For any thread.
 */
public final class LogFile implements AutoCloseable {
    /** Since a lock on a file is one of the whole process. */
    private static final Object ONE = new Object();

    private final LogFolder folder;
    private final LogLimits limits;
    private final Clock clock;
    private final Consumer<String> warn;
    private final Rotation rotation;

    private @Nullable FileChannel file;
    private @Nullable FileChannel read;
    private @Nullable FileChannel lock;
    private @Nullable Object key;
    private long dropped;
    private long unsaid;

    /**
     * The log of that home.
     *
     * @param warn takes what stands in the way of writing, once for each time that it begins
     */
    public LogFile(MonitorFiles files, LogLimits limits, Clock clock, Consumer<String> warn) {
        this.folder = new LogFolder(files.logs());
        this.limits = limits;
        this.clock = clock;
        this.warn = warn;
        this.rotation = new Rotation(folder, limits, warn);
    }

    /** How many lines could not be written. */
    public long dropped() {
        synchronized (ONE) {
            return dropped;
        }
    }

    /** Appends a line, which has no end. */
    public void append(String line) {
        synchronized (ONE) {
            tryAppend(line);
        }
    }

    @SuppressWarnings("try") // a lock is held, and not used
    private void tryAppend(String line) {
        try {
            FileChannel guard = guard();
            // one that is stopped while it holds the lock alone stops no other: the line is written all the same
            try (@Nullable FileLock shared = locked(guard, true)) {
                if (unsaid > 0) {
                    write(DroppedLine.of(clock.instant(), unsaid));
                    warn.accept(unsaid + " lines of monitors were not logged; the log is written again");
                    unsaid = 0;
                }
                write(line);
            }
            if (size() >= limits.file()) {
                rotate(guard);
            }
        } catch (IOException e) {
            dropped++;
            if (unsaid++ == 0) {
                warn.accept(folder.current() + " cannot be written, monitoring goes on: " + FileFailure.reason(e));
            }
        }
    }

    private void write(String line) throws IOException {
        FileChannel out = opened();
        byte[] text = (midLine() ? "\n" + line + "\n" : line + "\n").getBytes(UTF_8);
        int written = out.write(ByteBuffer.wrap(text));
        if (written < text.length) {
            throw new IOException("no space left: a line was cut off");
        }
    }

    /** Whether a line was cut off there, by a kill or a full disk. */
    private boolean midLine() throws IOException {
        FileChannel in = Objects.requireNonNull(read);
        long size = in.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        return size > 0 && in.read(last, size - 1) == 1 && last.get(0) != '\n';
    }

    /** The file of that name, which another process may have replaced. */
    private FileChannel opened() throws IOException {
        FileChannel open = file;
        if (open != null && Objects.equals(key, LogFolder.key(folder.current()))) {
            return open;
        }
        closeFile();
        LogFiles.make(folder.folder());
        open = LogFiles.append(folder.current());
        file = open;
        // since one that appends cannot read
        read = FileChannel.open(folder.current(), StandardOpenOption.READ);
        key = LogFolder.key(folder.current());
        return open;
    }

    private long size() throws IOException {
        return file == null ? 0 : file.size();
    }

    /** Which is held together while lines are written, and alone while a file gets its later name. */
    private FileChannel guard() throws IOException {
        FileChannel open = lock;
        if (open == null) {
            LogFiles.make(folder.folder());
            open = LogFiles.open(folder.folder().resolve("lock"));
            lock = open;
        }
        return open;
    }

    /** The lock, or null when it is another's. */
    private static @Nullable FileLock locked(FileChannel guard, boolean shared) throws IOException {
        try {
            return guard.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void rotate(FileChannel guard) throws IOException {
        try (@Nullable FileLock alone = locked(guard, false)) {
            // another process that writes now leaves it to the next line
            if (alone == null || !Objects.equals(key, LogFolder.key(folder.current()))) {
                return;
            }
            folder.rename(clock.instant());
            closeFile();
        }
        rotation.begin();
    }

    private void closeFile() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
        if (read != null) {
            read.close();
            read = null;
        }
    }

    /** Ends when what was compressed meanwhile is. */
    @Override
    public void close() {
        synchronized (ONE) {
            try {
                closeFile();
                if (lock != null) {
                    lock.close();
                    lock = null;
                }
            } catch (IOException e) {
                warn.accept("the log of monitors cannot be closed: " + FileFailure.reason(e));
            }
        }
        rotation.end();
    }
}
