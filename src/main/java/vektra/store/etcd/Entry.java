package vektra.store.etcd;

/**
 * A key with what it holds.
 *
 * @param created the revision in which it was made
 * @param modified the revision in which it was written last
 */
record Entry(String key, byte[] value, long created, long modified) {}
