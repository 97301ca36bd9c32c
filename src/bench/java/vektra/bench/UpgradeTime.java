package vektra.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How long apps are kept out while a server with 1 GiB of one of them goes to another major version, once. */
record UpgradeTime(Home home, Table table) {
    private static final int MOST = 30;
    private static final int ROWS = 7_000_000;

    void measure() throws IOException, InterruptedException {
        home.run("addons:enable", "postgres");
        home.run("addons:bind", "postgres", "-a", "app");
        Psql app = new Psql(Psql.of(home).program(), home.config("DATABASE_URL"));
        run(app, "CREATE TABLE filled (id bigint PRIMARY KEY, a text, b text)");
        run(
                app,
                "INSERT INTO filled SELECT i, md5(i::text), repeat(md5((i * 7)::text), 2) FROM generate_series(1, "
                        + ROWS + ") i");
        String said = home.run("addons:upgrade-server", "postgres", "--confirm", "postgres", "--json")
                .output();
        double seconds = Double.parseDouble(said.replaceFirst("(?s).*\"seconds\" *: *([0-9.]+).*", "$1"));
        String before = said.replaceFirst("(?s).*\"version_before\" *: *\"([^\"]*)\".*", "$1");
        long lost = ROWS
                - Long.parseLong(
                        run(app, "COPY (SELECT count(*) FROM filled) TO STDOUT").strip());
        table.row(
                "`addons:upgrade-server postgres` from " + before + " with 1 GiB: apps kept out",
                String.format(Locale.ROOT, "%.1f s, %d rows lost", seconds, lost),
                "goal",
                MOST + " s, 0 rows lost",
                "",
                seconds <= MOST && lost == 0 ? "met" : "missed");
    }

    private String run(Psql psql, String statement) throws IOException, InterruptedException {
        return home.workshop()
                .run(home.environment(), List.copyOf(psql.command(statement)))
                .output();
    }
}
