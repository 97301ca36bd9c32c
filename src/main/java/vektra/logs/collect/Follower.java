package vektra.logs.collect;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Follows files by their names, through rotation; also those that come later. For one thread. */
public final class Follower implements AutoCloseable {
    /** How long a file that has lost its name may still be written to. */
    private static final long GRACE = Duration.ofSeconds(5).toNanos();

    private static final long MOST_UNSAFE = 4 << 20;
    private static final long STEP = Duration.ofMillis(1).toNanos();

    private final Supplier<List<Path>> names;
    private final Function<String, Way> ways;
    private final Clock clock;
    private final Consumer<String> warn;
    private final Map<Inode, Followed> files = new LinkedHashMap<>();
    private final Set<Path> unreadable = new HashSet<>();
    private final byte[] chunk = new byte[64 * 1024];
    private long unpaced;

    Follower(Supplier<List<Path>> names, Function<String, Way> ways, Clock clock, Consumer<String> warn) {
        this.names = names;
        this.ways = ways;
        this.clock = clock;
        this.warn = warn;
    }

    /** A file, and since when nothing came of it. */
    private static final class Followed {
        final TailedFile file;
        long quietSince = System.nanoTime();
        boolean named = true;
        boolean ended;
        long written;
        boolean touched = true;

        Followed(TailedFile file) {
            this.file = file;
        }
    }

    /**
     * Begins with files that are there.
     *
     * @param start what is wanted of those of which the spool has nothing
     */
    void begin(List<Path> present, TailedFile.Start start) {
        present.forEach(name -> open(name, start));
    }

    /** Also reads to its end what was moved aside half read, while these files were not followed. */
    void takeUp(List<Path> present) {
        for (Path name : present) {
            siblings(name).forEach(sibling -> open(sibling, TailedFile.Start.NOTHING));
        }
    }

    /** Files next to it whose names begin like its own, as rotation calls them. */
    private static List<Path> siblings(Path name) {
        List<Path> found = new ArrayList<>();
        Path folder = name.getParent();
        String start = String.valueOf(name.getFileName());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(
                folder, file -> file.getFileName().toString().startsWith(start))) {
            all.forEach(found::add);
        } catch (IOException e) {
            // a folder that is not there has none
        }
        return found;
    }

    /**
     * Ships what came since the last time.
     *
     * @return whether anything came
     */
    boolean poll() {
        files.values().forEach(followed -> followed.named = false);
        for (Path name : names.get()) {
            open(name, TailedFile.Start.ALL);
        }
        boolean any = false;
        for (Iterator<Followed> all = files.values().iterator(); all.hasNext(); ) {
            Followed followed = all.next();
            try {
                long came = followed.file.poll(followed.touched);
                followed.touched = false;
                any |= came > 0;
                if (came > 0) {
                    followed.quietSince = System.nanoTime();
                    pace(came);
                } else if (over(followed)) {
                    followed.file.close();
                    all.remove();
                }
            } catch (IOException e) {
                // such as a network's file that is gone: looked for anew by its name
                close(followed.file);
                all.remove();
            }
        }
        return any;
    }

    /** Waits now and then until the spool has all: of hundreds of files a little each is much in memory. */
    private void pace(long came) {
        unpaced += came;
        if (unpaced > MOST_UNSAFE) {
            while (!safe() && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(STEP);
            }
            unpaced = 0;
        }
    }

    /** A file that has no name any more is left once it has been quiet and all of it is safe. */
    private static boolean over(Followed followed) throws IOException {
        if (followed.file.foreign()) {
            return true;
        }
        if (followed.named || System.nanoTime() - followed.quietSince < GRACE) {
            return false;
        }
        if (!followed.ended) {
            followed.file.end();
            followed.ended = true;
        }
        return followed.file.safe();
    }

    private void open(Path name, TailedFile.Start start) {
        Inode inode = Inode.of(name);
        if (inode == null) {
            return;
        }
        Followed known = files.get(inode);
        if (known != null) {
            known.named = true;
            long written = name.toFile().lastModified();
            known.touched |= written != known.written;
            known.written = written;
            return;
        }
        try {
            TailedFile file = new TailedFile(name, inode, ways, clock, start, chunk);
            if (inode.equals(Inode.of(name))) {
                files.put(inode, new Followed(file));
            } else {
                // another one has got the name meanwhile
                close(file);
            }
            unreadable.remove(name);
        } catch (IOException e) {
            if (unreadable.add(name)) {
                warn.accept("cannot read " + name);
            }
        }
    }

    /** Whether the spool has all that was read. */
    boolean safe() {
        return files.values().stream().allMatch(followed -> followed.file.safe());
    }

    @Override
    public void close() {
        files.values().forEach(followed -> close(followed.file));
        files.clear();
    }

    private static void close(TailedFile file) {
        try {
            file.close();
        } catch (IOException e) {
            // nothing is written through it
        }
    }
}
