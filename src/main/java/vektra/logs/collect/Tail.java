package vektra.logs.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Follows the files of names and patterns until it is stopped. */
public final class Tail {
    private static final long PAUSE = Duration.ofMillis(50).toNanos();
    private static final long RETRY = Duration.ofSeconds(1).toNanos();
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(5);

    private final List<Glob> globs;
    private final Function<String, Way> ways;
    private final Consumer<String> warn;
    private final Follower follower;
    private volatile boolean stopped;
    private volatile @Nullable Thread follows;

    /**
     * A tail, which touches nothing yet. A folder is INVALID, a file that cannot be read UNAVAILABLE.
     *
     * @param ways leads the lines of each origin to the spool
     */
    public Tail(List<Glob> globs, Function<String, Way> ways, Clock clock, Consumer<String> warn) {
        globs.forEach(Tail::check);
        this.globs = globs;
        this.ways = ways;
        this.warn = warn;
        this.follower = new Follower(new Globs(globs), ways, clock, warn);
    }

    private static void check(Glob glob) {
        Path path = glob.path();
        if (Files.isDirectory(path)) {
            throw VektraException.invalid(
                    Shown.quoted(path.toString()) + " is a folder",
                    "name files, or a pattern in quotes such as '" + Shown.plain(path.toString()) + "/*.log'");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            String name = Shown.plain(path.toString());
            throw VektraException.invalid(
                    Shown.quoted(path.toString()) + " is not a regular file",
                    Text.of("for a pipe: ", Next.of("logs:pipe"), " < " + name));
        }
        if (Files.exists(path) && !Files.isReadable(path)) {
            throw VektraException.unavailable(
                    "cannot read " + Shown.quoted(path.toString()), "its owner can give read permission", null);
        }
    }

    /**
     * Follows them; returns once it is stopped and what was read is safe.
     *
     * @param start what is wanted of the files that are there, when they are followed for the first time
     */
    public void run(TailedFile.Start start) {
        follows = Thread.currentThread();
        try (follower) {
            for (Glob glob : globs) {
                follower.begin(glob.files(), knew(glob) ? TailedFile.Start.ALL : start);
            }
            globs.forEach(glob -> follower.takeUp(glob.files()));
            globs.stream().filter(glob -> glob.files().isEmpty()).forEach(this::tellOfNothing);
            follower.poll();
            while (!stopped) {
                LockSupport.parkNanos(pollAgain() ? 1 : PAUSE);
            }
            long began = System.nanoTime();
            while (!follower.safe()
                    && !Thread.currentThread().isInterrupted()
                    && System.nanoTime() - began < LONGEST_FLUSH.toNanos()) {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private void tellOfNothing(Glob glob) {
        warn.accept("there is no " + Shown.plain(glob.path().toString()) + " yet; it is followed once it exists");
    }

    private boolean pollAgain() {
        try {
            return follower.poll();
        } catch (VektraException e) {
            // no router: the lines stay where they are
            warn.accept(String.valueOf(e.getMessage()));
            LockSupport.parkNanos(RETRY);
            return false;
        }
    }

    /** Whether the spool knows that these files were followed before; from now on it does. */
    private boolean knew(Glob glob) {
        String name = UUID.nameUUIDFromBytes(glob.path().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        try (Way mark = ways.apply("followed:" + name)) {
            boolean known = mark.position() >= 0;
            if (!known) {
                mark.send(0);
                mark.flush(LONGEST_FLUSH);
            }
            return known;
        }
    }

    /** Has it end soon, whatever it waits for; from any thread, which returns when the time for that is over. */
    public void stop() {
        stopped = true;
        Thread thread = follows;
        try {
            if (thread != null) {
                thread.join(LONGEST_FLUSH.toMillis());
                // it may wait for a router that takes nothing
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
