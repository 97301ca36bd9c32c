package vektra.memcached.cache;

/** How a storage command ended; the names are the text protocol's answers. */
public enum StoreResult {
    STORED,
    NOT_STORED,
    EXISTS,
    NOT_FOUND
}
