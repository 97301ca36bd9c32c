package vektra.provider.memcache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the hosts of a server count together, as {@code stats} tells it. */
record Figures(String version, long items, long bytes, long limit, long connections) {
    static Figures sum(List<Map<String, String>> hosts) {
        return new Figures(
                hosts.stream()
                        .map(stats -> stats.getOrDefault("version", "?"))
                        .distinct()
                        .collect(Collectors.joining(", ")),
                sum(hosts, "curr_items"),
                sum(hosts, "bytes"),
                sum(hosts, "limit_maxbytes"),
                sum(hosts, "curr_connections"));
    }

    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("version", version);
        shown.put("server items", Long.toString(items));
        shown.put("server memory", megabytes(bytes) + " of " + megabytes(limit) + " MB");
        shown.put("server connections", Long.toString(connections));
        return shown;
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
