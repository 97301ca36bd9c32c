package vektra.monitors.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.LogFiles;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** That one process starts the monitors of a home: a lock that ends with its holder, and says who that is. */
final class StarterLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private StarterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes it; CONFLICT while another process has it. */
    static StarterLock take(MonitorFiles files) {
        try {
            LogFiles.make(files.folder());
            FileChannel channel = LogFiles.open(files.lock());
            if (lock(channel) == null) {
                channel.close();
                String pid =
                        holder(files.lock()).map(found -> ", process " + found).orElse("");
                throw VektraException.conflict(
                        "the monitors of this home are running already" + pid,
                        Text.of(
                                "see: ",
                                Next.of("monitors:ps"),
                                "; how many run is changed by: ",
                                Next.of("monitors:scale", "NAME=2")));
            }
            return new StarterLock(files.lock(), channel);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot lock " + files.lock() + ": " + e.getMessage(), null, e);
        }
    }

    /** Says who has it. */
    void sign() {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + file + ": " + e.getMessage(), null, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this very process has it
            return null;
        }
    }

    /** The pid of the process that has it; empty when none has. */
    static Optional<Long> holder(Path file) {
        try {
            return Optional.of(Files.readString(file).strip())
                    .filter(text -> text.matches("[0-9]{1,10}"))
                    .map(Long::valueOf)
                    .filter(pid -> ProcessHandle.of(pid).isPresent());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            // the lock ends with this process
        }
    }
}
