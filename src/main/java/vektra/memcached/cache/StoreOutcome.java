package vektra.memcached.cache;

/**
 * How a storage command ended.
 *
 * @param cas unique of the stored item, 0 when nothing was stored
 */
public record StoreOutcome(StoreResult result, long cas) {
    static StoreOutcome failed(StoreResult result) {
        return new StoreOutcome(result, 0);
    }
}
