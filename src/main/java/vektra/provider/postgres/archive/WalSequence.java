package vektra.provider.postgres.archive;

import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Segments without a gap.
 *
 * @param last of them; the one to begin with when not even that is there
 * @param missing the first that is not there although a later one is; null when there is no later one
 */
record WalSequence(String last, @Nullable String missing) {
    private static final int TIMELINE = 8;
    private static final int HEX = 16;
    private static final HexFormat DIGITS = HexFormat.of().withUpperCase();

    /** Of 16 MiB, which {@code initdb} makes. */
    private static final long PER_LOG = 0x100;

    /**
     * No part is gone through twice: there may be tens of thousands of segments.
     *
     * @param all the names of those that are there
     * @param known those that begin later, by what they begin with
     */
    static WalSequence from(String first, NavigableSet<String> all, Map<String, WalSequence> known) {
        String last = first;
        String next = first;
        while (all.contains(next)) {
            WalSequence rest = known.get(next);
            if (rest != null) {
                return rest;
            }
            last = next;
            next = after(next);
        }
        return new WalSequence(last, all.higher(next) == null ? null : next);
    }

    private static String after(String segment) {
        long log = Long.parseLong(segment.substring(TIMELINE, HEX), HEX);
        long part = Long.parseLong(segment.substring(HEX), HEX) + 1;
        return segment.substring(0, TIMELINE)
                + DIGITS.toHexDigits((int) (log + part / PER_LOG))
                + DIGITS.toHexDigits((int) (part % PER_LOG));
    }
}
