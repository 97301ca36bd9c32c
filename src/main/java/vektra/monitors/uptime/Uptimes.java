package vektra.monitors.uptime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import vektra.model.text.FileFailure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.monitors.log.LogFolder;
import vektra.monitors.uptime.index.Index;
import vektra.monitors.uptime.read.LineFeed;
import vektra.monitors.uptime.read.LogInput;
import vektra.monitors.uptime.read.Runs;
import vektra.monitors.uptime.read.SeriesTable;
import vektra.monitors.uptime.read.Tee;

/** Answers what the uptime of services is, from the log of a home or from any others. */
public record Uptimes(MonitorFiles files) {
    /** What a log is called that is read from stdin. */
    public static final Path STDIN = Path.of("-");

    /** From the log of the home. */
    public Uptime read(Query query) {
        return read(List.of(query)).get(0);
    }

    /** Several answers from the log of the home, which is read once. */
    public List<Uptime> read(List<Query> queries) {
        try {
            return read(new LogFolder(files.logs()).files(), InputStream::nullInputStream, queries);
        } catch (IOException e) {
            throw unreadable(files.logs(), e);
        }
    }

    /** From other logs, in the order of their time. */
    public Uptime read(List<Path> logs, Supplier<InputStream> stdin, Query query) {
        return read(logs, stdin, List.of(query)).get(0);
    }

    private List<Uptime> read(List<Path> logs, Supplier<InputStream> stdin, List<Query> queries) {
        SeriesTable table = new SeriesTable();
        List<Tally> tallies = queries.stream().map(Tally::new).toList();
        Runs runs = tallies.size() == 1 ? tallies.get(0) : new Tee(tallies);
        Index index = new Index(files.index());
        long bad = 0;
        for (Path log : logs) {
            try {
                bad += log.equals(STDIN) ? stdin(stdin, table, runs) : file(index, log, table, runs);
            } catch (IOException e) {
                throw unreadable(log, e);
            }
        }
        long lines = bad;
        return tallies.stream().map(tally -> tally.uptime(lines)).toList();
    }

    private static long stdin(Supplier<InputStream> stdin, SeriesTable table, Runs runs) throws IOException {
        try (InputStream in = stdin.get();
                LogInput log = LogInput.of(in)) {
            LineFeed feed = new LineFeed(table, runs, 0);
            feed.read(log.channel());
            feed.rest();
            return feed.bad();
        }
    }

    /** One of the home may have been compressed since it was listed. */
    private static long file(Index index, Path log, SeriesTable table, Runs runs) throws IOException {
        try {
            return index.read(log, table, runs);
        } catch (NoSuchFileException e) {
            Path packed = log.resolveSibling(log.getFileName() + ".gz");
            if (!Files.exists(packed)) {
                throw e;
            }
            return index.read(packed, table, runs);
        }
    }

    private static VektraException unreadable(Path log, IOException e) {
        String name = Shown.quoted(log.toString());
        return e instanceof NoSuchFileException
                ? VektraException.notFound("there is no log " + name, "name a file, or - for stdin")
                : VektraException.unavailable("cannot read the log " + name + ": " + FileFailure.reason(e), null, e);
    }
}
