package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How fast a base backup is written, from {@code backups:run} to its end, against {@code dd} that writes as much to the same disk and
 * waits for it, in turns.
 */
record BaseBackupSpeed(Workshop workshop, Table table) {
    private static final int ROWS = 8_000_000;
    private static final double MIB = 1 << 20;

    void measure(int rounds) throws IOException, InterruptedException {
        Home home = workshop.home("base");
        home.run("addons:enable", "postgres", "--archive", "on");
        Psql psql = Psql.of(home);
        workshop.run(
                Map.of(),
                psql.command("create table fill as select n, md5(n::text) || md5((n + 1)::text) as text"
                        + " from generate_series(1, " + ROWS + ") n"));
        Series ours = new Series();
        Series disk = new Series();
        for (int round = 0; round <= rounds; round++) {
            workshop.run(Map.of(), psql.command("checkpoint"));
            double seconds = home.run("backups:run").millis() / 1000;
            Path base = base(home);
            double size = Files.size(base.resolve("data.tar")) / MIB;
            Path file = base.resolveSibling("sequential");
            double written = workshop.run(
                                    Map.of(),
                                    List.of(
                                            "dd",
                                            "if=" + base.resolve("data.tar"),
                                            "of=" + file,
                                            "bs=1M",
                                            "conv=fsync",
                                            "status=none"))
                            .millis()
                    / 1000;
            Files.delete(file);
            Workshop.delete(base);
            if (round > 0) {
                ours.add(size / seconds);
                disk.add(size / written);
            }
        }
        double ratio = ours.median() / disk.median();
        table.row(
                "base backup of " + ROWS / 1_000_000 + " million rows",
                Table.figure(ours.median(), "MiB/s"),
                "`dd` of the same file to the same disk, with fsync",
                Table.figure(disk.median(), "MiB/s"),
                Goal.times(ratio),
                Goal.atLeast(0.8, ratio));
    }

    private static Path base(Home home) throws IOException {
        try (Stream<Path> all =
                Files.walk(home.folder().resolve("servers/postgres/archive").toRealPath())) {
            return all.filter(file -> file.endsWith("data.tar"))
                    .findFirst()
                    .map(Path::getParent)
                    .orElseThrow();
        }
    }
}
