package vektra.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * How much of what an app wrote is lost when, at any moment, the server is killed with {@code kill -9} and the folder of its data is
 * deleted: the time from the last write that the archive has to the kill.
 */
record DiskLoss(Workshop workshop, Table table) {
    private static final int LEAST = 20_000;
    private static final int MOST = 60_000;

    void measure(int rounds) throws IOException, InterruptedException {
        Series lost = new Series();
        double most = 0;
        for (int round = 0; round < rounds; round++) {
            double seconds = lost("loss" + round);
            lost.add(seconds);
            most = Math.max(most, seconds);
        }
        table.row(
                "writes lost with the disk of the data, median",
                Table.figure(lost.median(), "s"),
                "the most of " + rounds,
                Table.figure(most, "s"),
                "",
                Goal.atMost(60, most));
    }

    private double lost(String name) throws IOException, InterruptedException {
        Home home = workshop.home(name);
        home.run("addons:enable", "postgres", "--archive", "on");
        Psql psql = Psql.of(home);
        workshop.run(Map.of(), psql.command("create table line (at timestamptz)"));
        String write = "while :; do echo 'insert into line values (now());'; sleep 0.1; done | " + psql.program()
                + " -Xqd '" + psql.admin() + "'";
        Process writer = workshop.start(Map.of(), name + ".out", List.of("sh", "-c", write));
        Thread.sleep(ThreadLocalRandom.current().nextInt(LEAST, MOST));
        ProcessHandle server = ProcessHandle.of(home.server("postgres")).orElseThrow();
        server.destroyForcibly();
        Instant died = Instant.now();
        server.onExit().join();
        writer.destroyForcibly();
        Path folder = home.folder().resolve("servers/postgres").toRealPath();
        Workshop.delete(folder.resolve("data"));
        return Duration.between(last(folder.resolve("archive")), died).toMillis() / 1000.0;
    }

    /** A segment has the time of the last write to it. */
    private static Instant last(Path archive) throws IOException {
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(file ->
                            file.toString().endsWith(".gz") && !file.toString().contains(".backup"))
                    .map(DiskLoss::modified)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
