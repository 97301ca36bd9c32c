package vektra.provider.memcache.builtin;

/** The storage commands, by what they ask of the item that already exists. */
enum StoreMode {
    SET,
    ADD,
    REPLACE,
    APPEND,
    PREPEND,
    CAS
}
