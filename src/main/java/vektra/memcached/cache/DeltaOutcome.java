package vektra.memcached.cache;

import org.jspecify.annotations.Nullable;

/**
 * How an increment or decrement ended.
 *
 * @param number the new number, unsigned; 0 unless done
 * @param item the item that holds it, null unless done
 */
public record DeltaOutcome(
        Result result, long number, @Nullable Item item) {
    public enum Result {
        DONE,
        NOT_FOUND,
        NOT_NUMERIC,
        CAS_MISMATCH,
        OUT_OF_MEMORY
    }

    static DeltaOutcome failed(Result result) {
        return new DeltaOutcome(result, 0, null);
    }
}
