package vektra.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How long it takes from {@code addons:enable}, with all downloads in the cache, to the first query that the server
 * answered: the command ends when it has. Each round is a home of its own; the first, which fills the cache, does not count.
 * The processor's time is that of the command and of the server up to then.
 */
record EnableTime(Workshop workshop, Table table) {
    private static final Map<String, Integer> SECONDS =
            Map.of("mariadb", 3, "s3", 2, "sqs", 5, "sns", 5, "rabbitmq", 12);

    private record Times(Series elapsed, Series processor) {}

    void measure(int rounds) throws IOException, InterruptedException {
        Map<String, Times> times = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            Home home = workshop.home("enable" + round);
            // makes what all services share: the home itself, and its certificate authority
            home.run("addons:enable", "redis");
            for (String service : ServiceSuite.SERVICES) {
                Cost command = workshop.cost(home.environment(), Home.command("addons:enable", service));
                double server = Usage.processor(home.server(service));
                if (round > 0) {
                    Times of = times.computeIfAbsent(service, name -> new Times(new Series(), new Series()));
                    of.elapsed().add(command.seconds());
                    of.processor().add(command.processor() + server);
                }
            }
            home.stopServers();
            Workshop.delete(home.folder());
        }
        times.forEach(this::row);
    }

    private void row(String service, Times times) {
        int goal = Objects.requireNonNull(SECONDS.get(service));
        double seconds = times.elapsed().median();
        table.row(
                "`addons:enable " + service + "`, from the cache to the answer",
                String.format(
                        Locale.ROOT,
                        "%.1f s, %.1f CPU s",
                        seconds,
                        times.processor().median()),
                "goal",
                goal + " s",
                "",
                seconds <= goal ? "met" : "missed");
    }
}
