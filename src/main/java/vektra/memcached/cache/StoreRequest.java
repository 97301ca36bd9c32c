package vektra.memcached.cache;

/**
 * All of a storage command but the value.
 *
 * @param deadline as {@link Clock#deadline} gives it
 * @param cas unique the present item must have, 0 for any
 * @param newCas unique to give the stored item, 0 for the next one
 * @param staleIfOlder whether a {@code cas} below the present one stores the value all the same, marked stale
 */
public record StoreRequest(
        StoreMode mode, Key key, int flags, long deadline, long cas, long newCas, boolean staleIfOlder) {

    public static StoreRequest of(StoreMode mode, Key key, int flags, long deadline, long cas) {
        return new StoreRequest(mode, key, flags, deadline, cas, 0, false);
    }
}
