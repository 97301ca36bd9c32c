package vektra.bench;

import java.io.IOException;

/** How much memory commands take at most. */
record PeakMemory(Home few, Home many, Table table) {
    private static final int GOAL = 64;

    void measure() throws IOException, InterruptedException {
        row("`addons --all` with 10,000 apps", many, "addons", "--all");
        row("`addons -a app`", few, "addons", "-a", "app");
        row("`addons:bind postgres`", few, "addons:bind", "postgres", "-a", "memory");
    }

    private void row(String what, Home home, String... words) throws IOException, InterruptedException {
        double peak = home.workshop().peak(home.environment(), Home.command(words));
        table.row(
                "peak memory of " + what,
                Table.figure(peak, "MiB"),
                "goal",
                GOAL + " MiB",
                "",
                peak <= GOAL ? "met" : "missed");
    }
}
