package vektra.bench;

import java.io.IOException;
import java.util.List;

/** The services with servers of their own kind, against what they are built on. */
final class ServiceSuite implements Suite {
    /** Those that have goals; redis is what binds are compared with. */
    static final List<String> SERVICES = List.of("mariadb", "s3", "sqs", "sns", "rabbitmq");

    @Override
    public Table table() {
        return new Table(
                "<!-- table of scripts/bench --services -->",
                "<!-- end of services -->",
                "measured",
                "Vektra",
                "against",
                "value",
                "ratio",
                "goal");
    }

    @Override
    public List<String> parts() {
        return List.of("enable", "bind", "apply", "idle", "queues", "objects", "upgrade");
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void measure(Options options, Workshop workshop, Table table) throws Exception {
        // keeps as many connections open as there are clients
        System.setProperty("http.maxConnections", "16");
        Home home = workshop.home("home");
        home.warm("addons:enable", "redis");
        if (options.wants("enable")) {
            new EnableTime(workshop, table).measure(options.rounds());
        }
        if (options.wants("bind") || options.wants("idle")) {
            for (String service : SERVICES) {
                home.run("addons:enable", service);
            }
        }
        if (options.wants("bind")) {
            new ServiceBinds(home, table).measure(options.rounds());
        }
        if (options.wants("apply")) {
            new ApplyTime(workshop.home("applied"), table).measure(options.rounds());
        }
        if (options.wants("idle")) {
            new IdleMemory(home, table).measure();
        }
        if (options.wants("queues")) {
            new QueueSpeed(bound("sqs", workshop), table).measure(options.rounds());
        }
        if (options.wants("upgrade")) {
            new UpgradeTime(workshop.home("upgraded"), table).measure();
        }
        if (options.wants("objects")) {
            new ObjectSpeed(bound("s3", workshop), table).measure(options.rounds());
        }
    }

    private static Home bound(String service, Workshop workshop) throws IOException, InterruptedException {
        Home home = workshop.home(service);
        home.run("addons:enable", service);
        home.run("addons:bind", service, "-a", "app");
        return home;
    }
}
