package vektra.memcached.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vektra.memcached.cache.DeltaOutcome.Result;

/** Increments and decrements of numbers kept in ASCII; sums wrap at 64 bits, differences stop at 0. */
public final class Arithmetic {
    private final Cache cache;
    private final Statistics statistics;

    public Arithmetic(Cache cache, Statistics statistics) {
        this.cache = cache;
        this.statistics = statistics;
    }

    /**
     * Adds to or takes from the number under a key.
     *
     * @param cas unique the item must have, 0 for any
     * @param newCas unique to give it, 0 for the next one
     */
    public DeltaOutcome change(Key key, boolean increment, long delta, long cas, long newCas) {
        Item present = cache.find(key);
        if (present == null) {
            statistics.count(increment ? Counter.INCR_MISSES : Counter.DECR_MISSES);
            return DeltaOutcome.failed(Result.NOT_FOUND);
        }
        if (present.value.length == 0) {
            return DeltaOutcome.failed(Result.NOT_NUMERIC);
        }
        if (cas != 0 && cas != present.cas) {
            return DeltaOutcome.failed(Result.CAS_MISMATCH);
        }
        long number;
        try {
            number = Decimal.unsigned(present.value, 0, present.value.length);
        } catch (NumberFormatException e) {
            return DeltaOutcome.failed(Result.NOT_NUMERIC);
        }
        statistics.count(increment ? Counter.INCR_HITS : Counter.DECR_HITS);
        if (increment) {
            number += delta;
        } else {
            number = Long.compareUnsigned(delta, number) > 0 ? 0 : number - delta;
        }
        Item changed = renumbered(present, number);
        return cache.put(changed, newCas)
                ? new DeltaOutcome(Result.DONE, number, changed)
                : DeltaOutcome.failed(Result.OUT_OF_MEMORY);
    }

    /** As memcached does it: a number that fits keeps the old length, filled up with spaces, and the item its marks. */
    private static Item renumbered(Item present, long number) {
        byte[] digits = digits(number);
        boolean inPlace = digits.length <= present.value.length;
        byte[] value = inPlace ? Arrays.copyOf(digits, present.value.length) : digits;
        Arrays.fill(value, digits.length, value.length, (byte) ' ');
        Item item = new Item(present.key, value, present.flags, present.deadline);
        if (inPlace) {
            item.fetched = present.fetched;
            item.stale = present.stale;
            item.winnerChosen = present.winnerChosen;
        }
        return item;
    }

    /** An unsigned number as an item holds it. */
    public static byte[] digits(long number) {
        return Long.toUnsignedString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
