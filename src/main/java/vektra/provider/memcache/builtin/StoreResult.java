package vektra.provider.memcache.builtin;

/** How a storage command ended; the names are the text protocol's answers. */
enum StoreResult {
    STORED,
    NOT_STORED,
    EXISTS,
    NOT_FOUND
}
