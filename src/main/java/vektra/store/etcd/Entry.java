package vektra.store.etcd;

/** A key and its value. */
final class Entry {
    private final String key;
    private final byte[] value;
    private final long modified;

    /** @param modified the revision of the last write */
    Entry(String key, byte[] value, long modified) {
        this.key = key;
        this.value = value;
        this.modified = modified;
    }

    String key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    long modified() {
        return modified;
    }
}
