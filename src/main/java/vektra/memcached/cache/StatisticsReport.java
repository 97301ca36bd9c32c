package vektra.memcached.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers to {@code stats}, by name, for either protocol. */
public final class StatisticsReport {
    /** The release of memcached whose behavior this server has: clients choose what to use by it. */
    public static final String VERSION = "1.6.18";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Settings settings;
    private final ItemTable items;
    private final Clock clock;
    private final Statistics statistics;

    public StatisticsReport(Settings settings, ItemTable items, Clock clock, Statistics statistics) {
        this.settings = settings;
        this.items = items;
        this.clock = clock;
        this.statistics = statistics;
    }

    /** The statistics of a group, the general ones for the empty name; null when there is no such group. */
    @Nullable
    public Map<String, String> group(String name) {
        return switch (name) {
            case "" -> general();
            case "settings" -> settings();
            case "items" -> items();
            case "slabs" -> slabs();
            default -> null;
        };
    }

    public void reset() {
        statistics.reset();
    }

    private Map<String, String> general() {
        Map<String, String> report = new LinkedHashMap<>();
        put(report, "pid", ProcessHandle.current().pid());
        put(report, "uptime", clock.nanos() / NANOS_PER_SECOND);
        put(report, "time", clock.unixSeconds());
        report.put("version", VERSION);
        report.put("implementation", "vektra-builtin");
        put(report, "pointer_size", 64);
        put(report, "max_connections", settings.maxConnections());
        put(report, "curr_connections", statistics.openConnections());
        for (Counter counter : Counter.values()) {
            put(report, counter.statName(), statistics.get(counter));
        }
        put(report, "limit_maxbytes", settings.memoryBytes());
        put(report, "accepting_conns", 1);
        put(report, "threads", 1);
        put(report, "bytes", items.usedBytes());
        put(report, "curr_items", items.count());
        return report;
    }

    private Map<String, String> settings() {
        Map<String, String> report = new LinkedHashMap<>();
        put(report, "maxbytes", settings.memoryBytes());
        put(report, "maxconns", settings.maxConnections());
        put(report, "tcpport", settings.port());
        put(report, "udpport", 0);
        report.put("inter", settings.address());
        put(report, "verbosity", 0);
        report.put("evictions", "on");
        report.put("shutdown_command", "no");
        put(report, "num_threads", 1);
        report.put("detail_enabled", "no");
        report.put("cas_enabled", "yes");
        report.put("binding_protocol", "auto-negotiate");
        report.put("auth_enabled_sasl", "no");
        report.put("auth_enabled_ascii", "no");
        put(report, "item_size_max", Item.MAX_SIZE);
        report.put("maxconns_fast", "yes");
        report.put("flush_enabled", "yes");
        report.put("dump_enabled", "no");
        put(report, "idle_timeout", 0);
        return report;
    }

    /** All items are of one class here, which has the number 1. */
    private Map<String, String> items() {
        Map<String, String> report = new LinkedHashMap<>();
        if (items.count() > 0) {
            put(report, "items:1:number", items.count());
            put(report, "items:1:age", items.ageOfOldest());
            put(report, "items:1:mem_requested", items.usedBytes());
            put(report, "items:1:evicted", statistics.get(Counter.EVICTIONS));
            put(report, "items:1:outofmemory", statistics.get(Counter.STORE_NO_MEMORY));
            put(report, "items:1:reclaimed", statistics.get(Counter.RECLAIMED));
            put(report, "items:1:expired_unfetched", statistics.get(Counter.EXPIRED_UNFETCHED));
            put(report, "items:1:evicted_unfetched", statistics.get(Counter.EVICTED_UNFETCHED));
        }
        return report;
    }

    /** As if the whole memory were one slab page of chunks that fit any item. */
    private Map<String, String> slabs() {
        Map<String, String> report = new LinkedHashMap<>();
        put(report, "1:chunk_size", Item.MAX_SIZE);
        put(report, "1:total_pages", 1);
        put(report, "1:used_chunks", items.count());
        put(report, "1:mem_requested", items.usedBytes());
        put(report, "1:get_hits", statistics.get(Counter.GET_HITS));
        put(report, "1:cmd_set", statistics.get(Counter.CMD_SET));
        put(report, "1:delete_hits", statistics.get(Counter.DELETE_HITS));
        put(report, "1:incr_hits", statistics.get(Counter.INCR_HITS));
        put(report, "1:decr_hits", statistics.get(Counter.DECR_HITS));
        put(report, "1:cas_hits", statistics.get(Counter.CAS_HITS));
        put(report, "1:cas_badval", statistics.get(Counter.CAS_BADVAL));
        put(report, "1:touch_hits", statistics.get(Counter.TOUCH_HITS));
        put(report, "active_slabs", 1);
        put(report, "total_malloced", settings.memoryBytes());
        return report;
    }

    private static void put(Map<String, String> report, String name, long value) {
        report.put(name, Long.toString(value));
    }
}
