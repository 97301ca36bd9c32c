package vektra.bench;

import java.util.List;

/** Whole processes of Vektra, against those of peers. */
final class CommandSuite implements Suite {
    @Override
    public Table table() {
        return new Table(
                "<!-- table of scripts/bench -->",
                "<!-- end -->",
                "measured",
                "time",
                "against",
                "time",
                "ratio",
                "goal");
    }

    @Override
    public List<String> parts() {
        return List.of("start", "remote", "bind", "apps", "memory");
    }

    @Override
    public int rounds() {
        return 15;
    }

    @Override
    public void measure(Options options, Workshop workshop, Table table) throws Exception {
        Home few = workshop.home("home");
        few.run("addons:enable", "postgres");
        few.run("addons:enable", "redis");
        few.run("addons:bind", "redis", "-a", "app");
        List<Jdk> jdks = Jdk.all();
        for (Jdk jdk : jdks) {
            if (options.wants("start")) {
                new StartUp(few.with(jdk), jdk, table).measure(options.rounds());
            }
            if (options.wants("remote")) {
                new RemoteCost(few.with(jdk), jdk, table).measure(options.rounds());
            }
            if (options.wants("bind")) {
                new BindTime(few.with(jdk), jdk, table).measure(options.rounds());
            }
        }
        if (options.wants("apps") || options.wants("memory")) {
            Jdk newest = jdks.get(jdks.size() - 1);
            Home many = workshop.home("many").with(newest);
            many.run("addons:enable", "redis");
            many.run("addons:bind", "redis", "-a", "app");
            CopiedApps.make(many, "redis-made-", ManyApps.APPS);
            if (options.wants("apps")) {
                new ManyApps(few.with(newest), many, table).measure(options.rounds());
            }
            if (options.wants("memory")) {
                new PeakMemory(few.with(newest), many, table).measure();
            }
        }
    }
}
