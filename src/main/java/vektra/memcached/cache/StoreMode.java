package vektra.memcached.cache;

/** The storage commands, by what they ask of the item that already exists. */
public enum StoreMode {
    SET,
    ADD,
    REPLACE,
    APPEND,
    PREPEND,
    CAS
}
