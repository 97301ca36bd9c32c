package vektra.provider.memcache.builtin;

import org.jspecify.annotations.Nullable;

/**
 * How an increment or decrement ended.
 *
 * @param number the new number, unsigned; 0 unless done
 * @param item the item that holds it, null unless done
 */
record DeltaOutcome(Result result, long number, @Nullable Item item) {
    enum Result {
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
