package vektra.provider.memcache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vektra.model.addon.ActionResult;
import vektra.model.service.Usage;
import vektra.model.text.Figure;

/** What the hosts of a server count together, as {@code stats} reports it. */
record Figures(
        String version,
        long items,
        long bytes,
        long limit,
        long connections,
        long mostConnections,
        long hits,
        long misses) {
    static Figures sum(List<Map<String, String>> hosts) {
        return new Figures(
                hosts.stream()
                        .map(stats -> stats.getOrDefault("version", "?"))
                        .distinct()
                        .collect(Collectors.joining(", ")),
                sum(hosts, "curr_items"),
                sum(hosts, "bytes"),
                sum(hosts, "limit_maxbytes"),
                sum(hosts, "curr_connections"),
                sum(hosts, "max_connections"),
                sum(hosts, "get_hits"),
                sum(hosts, "get_misses"));
    }

    Map<String, Figure> main() {
        Map<String, Figure> main = new LinkedHashMap<>();
        main.put("version", Figure.of(version));
        main.put("server items", Figure.of(items));
        main.put("server memory", Figure.bytes(bytes));
        main.put("server memory limit", Figure.bytes(limit));
        main.put("server connections", Figure.of(connections));
        return main;
    }

    /** Memory is not among them: a cache that is full makes room. */
    List<Usage> usage() {
        return List.of(Usage.counted("connections", connections, mostConnections, null));
    }

    ActionResult result() {
        Map<String, Figure> all = main();
        all.put("server hits", Figure.of(hits));
        all.put("server misses", Figure.of(misses));
        return ActionResult.figures("Figures of the whole server, which does not count by namespace", all);
    }

    private static long sum(List<Map<String, String>> hosts, String name) {
        return hosts.stream()
                .map(stats -> stats.getOrDefault(name, ""))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .sum();
    }
}
