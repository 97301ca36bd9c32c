package vektra.logs.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.LogFiles;
import vektra.logs.spool.RouterSocket;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** That there is one router in a home: a lock that dies with its holder, and a file that tells who it is. */
public final class RouterLock implements AutoCloseable {
    private static final long STEP_MILLIS = 20;
    private static final long LONGEST_MILLIS = 3000;

    private final LogFiles files;
    private final FileChannel channel;
    private final String us = ProcessHandle.current().pid() + "\n";

    private RouterLock(LogFiles files, FileChannel channel) {
        this.files = files;
        this.channel = channel;
    }

    /** Takes it, when need be once one that just ends is gone; CONFLICT when another router is at work. */
    static RouterLock take(LogFiles files) throws IOException, InterruptedException {
        LogFiles.make(files.folder());
        FileChannel channel = LogFiles.open(files.lock());
        try {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
            while (lock(channel) == null) {
                if (listens(files) || System.nanoTime() > until) {
                    throw VektraException.conflict(
                            "a log router is already running" + pid(files),
                            Text.of(Next.of("logs:router").with("stop"), " ends it"));
                }
                Thread.sleep(STEP_MILLIS);
            }
            return new RouterLock(files, channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by another router in this very process
            return null;
        }
    }

    private static boolean listens(LogFiles files) {
        try {
            RouterSocket.connect(files.home()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String pid(LogFiles files) {
        try {
            return ", process " + Files.readString(files.pid()).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Tells who we are. */
    void sign() throws IOException {
        Path fresh = files.folder().resolve("router.pid.new");
        try (FileChannel file = LogFiles.open(fresh)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(us.getBytes(UTF_8)));
        }
        Files.move(fresh, files.pid(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether the home is still there and says that it is us; what cannot be read just now says nothing else. */
    boolean holds() {
        try {
            return Files.readString(files.pid()).equals(us) && Files.exists(files.socket());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // such as too many open files
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (holds()) {
                Files.deleteIfExists(files.socket());
                Files.deleteIfExists(files.pid());
            }
        } finally {
            channel.close();
        }
    }
}
