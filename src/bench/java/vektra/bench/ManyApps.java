package vektra.bench;

import java.io.IOException;
import java.util.Locale;

/** What ten thousand apps cost a command. */
record ManyApps(Home few, Home many, Table table) {
    static final int APPS = 10_000;

    void measure(int rounds) throws IOException, InterruptedException {
        few.warm("addons:bind", "redis", "-a", "warm");
        Turns binds = new Turns(few.workshop());
        Series withFew = bind(binds, few);
        Series withMany = bind(binds, many);
        binds.take(rounds);
        table.ratio(
                "`addons:bind redis` with 10,000 apps",
                withMany.median(),
                "ms",
                "the same with 10",
                withFew.median(),
                1.2);
        Turns lists = new Turns(few.workshop());
        Series list = lists.add(many.environment(), Home.command("addons", "--all"));
        lists.take(rounds);
        table.row(
                "`addons --all` with 10,000 apps",
                Table.figure(list.median(), "ms"),
                "each app",
                String.format(Locale.ROOT, "%.0f µs", list.median() * 1000 / APPS),
                "-",
                "-");
    }

    private static Series bind(Turns turns, Home home) {
        return turns.add(home.environment(), round -> Home.command("addons:bind", "redis", "-a", "bound" + round), 0);
    }
}
