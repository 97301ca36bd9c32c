package vektra.bench;

import java.io.IOException;

/** What a bind costs on a server whose accounts are made by statements, against one whose users are a command. */
record ServiceTime(Home home, Jdk jdk, Table table) {
    void measure(int rounds) throws IOException, InterruptedException {
        for (String service : new String[] {"mariadb", "redis"}) {
            home.warm("addons:bind", service, "-a", "warm" + service + jdk.major());
        }
        Turns turns = new Turns(home.workshop());
        Series mariadb = bind(turns, "mariadb");
        Series redis = bind(turns, "redis");
        turns.take(rounds);
        table.ratio(
                "`vektra addons:bind mariadb`, " + jdk.title(),
                mariadb.median(),
                "ms",
                "`vektra addons:bind redis`",
                redis.median(),
                2.0);
    }

    private Series bind(Turns turns, String service) {
        return turns.add(
                home.environment(),
                round -> Home.command("addons:bind", service, "-a", "s" + jdk.major() + service + round),
                0);
    }
}
