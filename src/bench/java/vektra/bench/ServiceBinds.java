package vektra.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What a first bind costs on each server, against one of redis, whose users are a command: one after the other. */
record ServiceBinds(Home home, Table table) {
    private static final double MOST = 1.3;

    private record Costs(Series millis, Series processor) {
        String text() {
            return String.format(Locale.ROOT, "%.0f ms, %.0f CPU ms", millis.median(), processor.median());
        }
    }

    void measure(int rounds) throws IOException, InterruptedException {
        List<String> services = new ArrayList<>(List.of("redis"));
        services.addAll(ServiceSuite.SERVICES);
        Map<String, Costs> costs = new LinkedHashMap<>();
        for (String service : services) {
            home.warm("addons:bind", service, "-a", "warm" + service);
            costs.put(service, new Costs(new Series(), new Series()));
        }
        for (int round = 0; round < rounds; round++) {
            for (String service : services) {
                List<String> bind = Home.command("addons:bind", service, "-a", "bound" + service + round);
                Cost cost = home.workshop().cost(home.environment(), bind);
                Costs of = Objects.requireNonNull(costs.get(service));
                of.millis().add(cost.seconds() * 1000);
                of.processor().add(cost.processor() * 1000);
            }
        }
        Costs redis = Objects.requireNonNull(costs.remove("redis"));
        costs.forEach((service, of) -> {
            double ratio = of.millis().median() / redis.millis().median();
            table.row(
                    "`addons:bind " + service + "`",
                    of.text(),
                    "`addons:bind redis`",
                    redis.text(),
                    Goal.times(ratio),
                    Goal.atMost(MOST, ratio));
        });
    }
}
