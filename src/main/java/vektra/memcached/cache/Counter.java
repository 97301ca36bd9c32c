package vektra.memcached.cache;

import java.util.Locale;

/** What {@code stats} counts, under memcached's names. */
public enum Counter {
    TOTAL_CONNECTIONS,
    REJECTED_CONNECTIONS,
    CMD_GET,
    CMD_SET,
    CMD_FLUSH,
    CMD_TOUCH,
    GET_HITS,
    GET_MISSES,
    GET_EXPIRED,
    DELETE_MISSES,
    DELETE_HITS,
    INCR_MISSES,
    INCR_HITS,
    DECR_MISSES,
    DECR_HITS,
    CAS_MISSES,
    CAS_HITS,
    CAS_BADVAL,
    TOUCH_HITS,
    TOUCH_MISSES,
    STORE_TOO_LARGE,
    STORE_NO_MEMORY,
    BYTES_READ,
    BYTES_WRITTEN,
    TOTAL_ITEMS,
    EXPIRED_UNFETCHED,
    EVICTED_UNFETCHED,
    EVICTIONS,
    RECLAIMED;

    String statName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
