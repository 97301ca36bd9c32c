package vektra.provider.memcache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vektra.model.ActionResult;

/** What the hosts of a server count together, as {@code stats} tells it. */
record Figures(String version, long items, long bytes, long limit, long connections, long hits, long misses) {
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
                sum(hosts, "get_hits"),
                sum(hosts, "get_misses"));
    }

    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("version", version);
        shown.put("server items", Long.toString(items));
        shown.put("server memory", megabytes(bytes) + " of " + megabytes(limit) + " MB");
        shown.put("server connections", Long.toString(connections));
        return shown;
    }

    ActionResult told() {
        Map<String, String> all = shown();
        all.put("server hits", Long.toString(hits));
        all.put("server misses", Long.toString(misses));
        List<Map<String, String>> rows = new ArrayList<>();
        all.forEach((figure, value) -> {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("figure", figure);
            row.put("value", value);
            rows.add(row);
        });
        return new ActionResult("figures of the whole server, which does not count by namespace", rows);
    }

    private static long sum(List<Map<String, String>> hosts, String name) {
        return hosts.stream()
                .map(stats -> stats.getOrDefault(name, ""))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (1024.0 * 1024));
    }
}
