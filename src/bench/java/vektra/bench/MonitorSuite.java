package vektra.bench;

import java.util.List;

/** What monitors cost, and what it costs to ask for their results. */
final class MonitorSuite implements Suite {
    @Override
    public Table table() {
        return new Table(
                "<!-- table of the monitors in scripts/bench -->",
                "<!-- end of monitors -->",
                "measured",
                "CPU s",
                "peak memory",
                "against",
                "CPU s",
                "ratio",
                "goal");
    }

    @Override
    public List<String> parts() {
        return List.of("uptime");
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void measure(Options options, Workshop workshop, Table table) throws Exception {
        if (options.wants("uptime")) {
            new UptimeSpeed(workshop, workshop.home("home-monitors"), table).measure(options.rounds());
        }
    }
}
