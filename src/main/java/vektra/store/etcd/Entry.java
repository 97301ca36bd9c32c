package vektra.store.etcd;

/** A key with what it holds. */
final class Entry {
    private final String key;
    private final byte[] value;
    private final long modified;

    /** @param modified the revision in which it was written last */
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
