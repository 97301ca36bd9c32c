package vektra.bench;

import java.util.List;

/** The log router: its speed against rsyslog and syslog-ng, and what is lost on bad days. */
final class LogSuite implements Suite {
    @Override
    public Table table() {
        return new Table(
                "<!-- table of the logs in scripts/bench -->",
                "<!-- end of logs -->",
                "measured",
                "value",
                "CPU s per million",
                "peak memory",
                "against",
                "value",
                "CPU s per million",
                "ratio",
                "goal");
    }

    @Override
    public List<String> parts() {
        return List.of("speed", "outage", "run", "up", "losses");
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void measure(Options options, Workshop workshop, Table table) throws Exception {
        Destination destination = Destination.start(workshop);
        if (options.wants("speed")) {
            new RouterSpeed(workshop, destination, table).measure(options.rounds(), options.messages());
        }
        if (options.wants("outage")) {
            new OutageMemory(workshop, destination, table).measure();
        }
        int few = Math.min(options.rounds(), 3);
        if (options.wants("run")) {
            new RunOverhead(workshop.home("home-run"), table).measure(few);
        }
        if (options.wants("up")) {
            new RunOverhead(workshop.home("home-up"), table).up(few);
        }
        if (options.wants("losses")) {
            new Losses(workshop, destination, table).measure();
        }
    }
}
