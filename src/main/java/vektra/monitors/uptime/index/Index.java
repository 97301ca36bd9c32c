package vektra.monitors.uptime.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.file.Listing;
import vektra.file.SmallFile;
import vektra.model.text.Sha256;
import vektra.monitors.uptime.read.LineFeed;
import vektra.monitors.uptime.read.LogInput;
import vektra.monitors.uptime.read.Runs;
import vektra.monitors.uptime.read.SeriesTable;
import vektra.monitors.uptime.read.Tee;

/**
 * Gives the runs of files, and keeps those of large ones beside, so that the next to ask need not read the lines again.
 * What is kept can be deleted at any time.
 *
 * @param folder where they are kept
 */
public record Index(Path folder) {
    /** What is read as quickly without. */
    private static final long SMALL = 1L << 20;

    /** What was not read for so long is deleted. */
    private static final Duration UNUSED = Duration.ofDays(30);

    /**
     * Reads a file.
     *
     * @return how many lines of it were not whole
     */
    public long read(Path log, SeriesTable table, Runs runs) throws IOException {
        long size = Files.size(log);
        Path kept = folder.resolve(Sha256.hex(log.toRealPath().toString()) + ".idx");
        try (@Nullable RunReader known = size < SMALL ? null : known(kept, log)) {
            if (known == null) {
                return scan(log, 0, 0, size < SMALL ? null : writer(kept), table, runs);
            }
            LogState before = known.head().log();
            if (before.all(log)) {
                known.replay(table, runs);
                touch(kept);
                return known.head().bad();
            }
            if (size - before.size() < SMALL) {
                known.replay(table, runs);
                return scan(log, before.size(), known.head().bad(), null, table, runs);
            }
            RunWriter writer = writer(kept);
            known.replay(table, writer == null ? runs : new Tee(List.of(runs, writer)));
            return scan(log, before.size(), known.head().bad(), writer, table, runs);
        }
    }

    /** The runs that are kept of a log, which may have grown since. */
    private static @Nullable RunReader known(Path kept, Path log) throws IOException {
        RunReader reader = RunReader.open(kept);
        if (reader == null) {
            return null;
        }
        LogState state = reader.head().log();
        if (state.holds(log) && (state.all(log) || !LogInput.isPacked(log))) {
            return reader;
        }
        reader.close();
        return null;
    }

    private @Nullable RunWriter writer(Path kept) {
        try {
            Files.createDirectories(folder, SmallFile.PRIVATE_FOLDER);
            Instant old = Instant.now().minus(UNUSED);
            for (Path each : Listing.of(folder)) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(old)) {
                    Files.deleteIfExists(each);
                }
            }
            return new RunWriter(kept);
        } catch (IOException e) {
            // without it the next query takes longer
            return null;
        }
    }

    private static void touch(Path kept) {
        try {
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
        } catch (IOException e) {
            return;
        }
    }

    private static long scan(Path log, long from, long bad, @Nullable RunWriter into, SeriesTable table, Runs runs)
            throws IOException {
        try (@Nullable RunWriter writer = into;
                LogInput in = LogInput.open(log, from)) {
            LineFeed feed = new LineFeed(table, writer == null ? runs : new Tee(List.of(runs, writer)), bad);
            long taken = feed.read(in.channel());
            if (in.isPacked()) {
                feed.rest();
            }
            feed.end();
            if (writer != null) {
                keep(log, in.isPacked() ? Files.size(log) : from + taken, feed.bad(), writer);
            }
            if (!in.isPacked()) {
                feed.rest();
            }
            return feed.bad();
        }
    }

    private static void keep(Path log, long size, long bad, RunWriter writer) {
        try {
            writer.keep(LogState.of(log, size), bad);
        } catch (IOException e) {
            // without it the next query takes longer
            return;
        }
    }
}
