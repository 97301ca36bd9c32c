package vektra.bench;

import java.util.List;

/** The monitors: what built-in ones cost. */
final class MonitorSuite implements Suite {
    @Override
    public Table table() {
        return new Table(
                "<!-- table of the monitors in scripts/bench -->",
                "<!-- end of monitors -->",
                "measured",
                "value",
                "against",
                "value",
                "ratio",
                "goal");
    }

    @Override
    public List<String> parts() {
        return List.of("checks");
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void measure(Options options, Workshop workshop, Table table) throws Exception {
        if (options.wants("checks")) {
            new CheckSpeed(workshop.home("home"), table).measure(options.rounds());
        }
    }
}
