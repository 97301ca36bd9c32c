package vektra.bench;

import java.util.List;

/** What built-in monitors cost, and what it costs to ask for the uptime of a log. */
final class MonitorSuite implements Suite {
    @Override
    public Table table() {
        return Table.ofValues("<!-- table of the monitors in scripts/bench -->", "<!-- end of monitors -->");
    }

    @Override
    public List<String> parts() {
        return List.of("uptime", "checks", "programs", "many");
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
        if (options.wants("checks")) {
            new CheckSpeed(workshop.home("home"), table).measure(options.rounds());
        }
        if (options.wants("programs")) {
            new ProgramMonitors(workshop.home("home-programs"), table).measure(options.rounds());
        }
        if (options.wants("many")) {
            new ManyMonitors(workshop.home("home-many"), table).measure(options.rounds());
        }
    }
}
