package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a manifest takes: one of five services that are enabled, and one that changes nothing. */
record ApplyTime(Home home, Table table) {
    private static final List<String> SERVICES = List.of("postgres", "redis", "memcache", "mariadb", "s3");

    /** The spares that take the place of those bound are made in the background. */
    private static final int REST = 1500;

    void measure(int rounds) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("resources:\n");
        for (String service : SERVICES) {
            home.run("addons:enable", service);
            home.warm("addons:bind", service, "-a", "warm" + service);
            text.append("  the-")
                    .append(service)
                    .append(": {type: ")
                    .append(service)
                    .append("}\n");
        }
        Path file = Files.writeString(home.workshop().file("convox.yml"), text);
        home.warm("resources:apply", "-m", file.toString(), "-a", "warm");
        Turns turns = new Turns(home.workshop());
        Map<String, Series> binds = new LinkedHashMap<>();
        for (String service : SERVICES) {
            binds.put(
                    service,
                    turns.add(
                            home.environment(),
                            round -> Home.command("addons:bind", service, "-a", "one-" + service + round),
                            REST));
        }
        Series all = turns.add(
                home.environment(),
                round -> Home.command("resources:apply", "-m", file.toString(), "-a", "all" + round),
                REST);
        Series nothing =
                turns.add(home.environment(), Home.command("resources:apply", "-m", file.toString(), "-a", "warm"));
        Series list = turns.add(home.environment(), Home.command("addons", "-a", "warm"));
        turns.take(rounds);
        Map.Entry<String, Series> slowest = Collections.max(
                binds.entrySet(),
                Comparator.comparingDouble(bind -> bind.getValue().median()));
        table.ratio(
                "`resources:apply` of a new app with " + String.join(", ", SERVICES),
                all.median(),
                "ms",
                "the slowest single bind: `addons:bind " + slowest.getKey() + "`",
                slowest.getValue().median(),
                2.0);
        table.ratio(
                "`resources:apply` that changes nothing",
                nothing.median(),
                "ms",
                "`vektra addons -a app`",
                list.median(),
                1.6);
    }
}
