package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code monitors:start} uses with 500 built-in monitors of a Redis that run every 20 seconds. */
record ManyMonitors(Home home, Table table) {
    private static final int MONITORS = 500;
    private static final int INTERVAL = 20_000;
    private static final double MOST_SHARE = 3;
    private static final double MOST_MEMORY = 128;

    void measure(int rounds) throws IOException, InterruptedException {
        home.run("addons:enable", "redis");
        home.run("apps:create", "app");
        home.run("addons:bind", "redis", "-a", "app");
        Path folder = home.workshop().file("many");
        Path group = Files.createDirectories(folder.resolve("monitors/bench"));
        for (int n = 1; n <= MONITORS; n++) {
            Files.writeString(group.resolve("m" + n + ".conf"), "check=addon:app::REDIS\ninterval=20s\n");
        }
        Process starter = home.monitors(folder);
        Series share = new Series();
        Series resident = new Series();
        Series proportional = new Series();
        Thread.sleep(2 * INTERVAL);
        for (int round = 0; round < rounds; round++) {
            double before = Usage.withChildren(starter.pid());
            Thread.sleep(INTERVAL);
            share.add((Usage.withChildren(starter.pid()) - before) / INTERVAL * 1000 * 100);
            resident.add((double) Usage.resident(starter));
            proportional.add(Usage.proportional(starter.pid()) / 1e6);
        }
        starter.destroy();
        starter.waitFor();
        table.row(
                "500 monitors of a Redis, each every 20 s",
                String.format(Locale.ROOT, "%.1f %% of a core", share.median()),
                "goal",
                "3 %",
                "",
                Goal.verdict("at most 3 %", share.median() <= MOST_SHARE));
        table.row(
                String.format(Locale.ROOT, "their memory, %.0f MiB resident", resident.median()),
                String.format(Locale.ROOT, "%.0f MB", proportional.median()),
                "goal",
                "128 MB",
                "",
                Goal.verdict("at most 128 MB", proportional.median() <= MOST_MEMORY));
    }
}
