package vektra.bench;

import java.io.IOException;
import java.util.List;

/** How long it takes to give an app a database of its own. */
record BindTime(Home home, Jdk jdk, Table table) {
    /** The spare database that takes the place of the one bound is made in the background. */
    private static final int REST = 700;

    void measure(int rounds) throws IOException, InterruptedException {
        home.warm("addons:bind", "postgres", "-a", "warm" + jdk.major());
        Psql psql = Psql.of(home);
        Turns turns = new Turns(home.workshop());
        Series byHand = turns.add(
                home.environment(),
                round -> psql.command(
                        "CREATE ROLE " + name(round) + " LOGIN PASSWORD 'abcdefghijklmnop'",
                        "CREATE DATABASE " + name(round) + " OWNER " + name(round),
                        "REVOKE CONNECT ON DATABASE " + name(round) + " FROM PUBLIC"),
                0);
        Series addons = turns.add(home.environment(), Home.command("addons", "-a", "app"));
        Series bind = turns.add(
                home.environment(), round -> Home.command("addons:bind", "postgres", "-a", name(round)), REST);
        turns.take(rounds);
        String what = "`vektra addons:bind postgres`, " + jdk.title();
        String peer = "psql: CREATE ROLE, CREATE DATABASE, REVOKE";
        table.ratio(what, bind.median(), "ms", peer, byHand.median(), 3.0);
        table.ratio(what, bind.median(), "ms", "`vektra addons -a app`", addons.median(), 2.5);
        for (int round = 0; round < rounds; round++) {
            List<String> drop = psql.command("DROP DATABASE " + name(round), "DROP ROLE " + name(round));
            home.workshop().run(home.environment(), drop);
        }
    }

    private String name(int round) {
        return "b" + jdk.major() + "x" + round;
    }
}
