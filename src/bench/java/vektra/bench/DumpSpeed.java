package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How long a backup of 1 GiB takes, which is loaded and compared before it counts, against {@code pg_dump | zstd}, which is
 * neither; and how long its drill takes.
 */
record DumpSpeed(Workshop workshop, Table table) {
    private static final int ROWS = 7_000_000;

    void measure(int rounds) throws IOException, InterruptedException {
        Home home = workshop.home("logical");
        home.run("addons:enable", "postgres");
        home.run("addons:bind", "postgres", "-a", "app");
        String url = home.config("DATABASE_URL");
        Psql app = new Psql(Psql.of(home).program(), url);
        workshop.run(
                home.environment(),
                app.command(
                        "CREATE TABLE filled (id bigint PRIMARY KEY, a text, b text)",
                        "INSERT INTO filled SELECT i, md5(i::text), repeat(md5((i * 7)::text), 2)"
                                + " FROM generate_series(1, " + ROWS + ") i"));
        Path peer = home.folder().resolve("peer.zst");
        String dump = Path.of(app.program()).resolveSibling("pg_dump") + " '" + url + "' | zstd -q -f -o " + peer
                + " && sync " + peer;
        Series ours = new Series();
        Series theirs = new Series();
        Series drills = new Series();
        for (int round = 0; round < rounds; round++) {
            ours.add(home.run("backups:now", "postgres", "-a", "app").millis());
            theirs.add(workshop.run(Map.of(), List.of("bash", "-c", "set -o pipefail; " + dump))
                    .millis());
            drills.add(home.run("backups:drill", "postgres", "-a", "app").millis());
            home.run("backups:delete", "postgres/1", "-a", "app", "--confirm", "app");
            Files.delete(peer);
        }
        double ratio = theirs.median() / ours.median();
        table.row(
                "`backups:now` of 1 GiB, loaded and compared",
                Table.figure(ours.median() / 1000, "s"),
                "`pg_dump` piped to `zstd`, not loaded",
                Table.figure(theirs.median() / 1000, "s"),
                Goal.times(ratio),
                Goal.atLeast(0.9, ratio));
        table.row(
                "`backups:drill` of that backup",
                Table.figure(drills.median() / 1000, "s"),
                "the backup",
                Table.figure(ours.median() / 1000, "s"),
                Goal.times(drills.median() / ours.median()),
                "");
    }
}
