package vektra.provider.postgres.archive;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** Of 16 MiB, which {@code initdb} makes. */
    private static final long PER_LOG = 0x100;

    /** @param all the names of those that are there, in order */
    static WalSequence from(String first, List<String> all) {
        Set<String> there = new HashSet<>(all);
        String last = first;
        String next = first;
        while (there.contains(next)) {
            last = next;
            next = after(next);
        }
        boolean later = !all.isEmpty() && all.get(all.size() - 1).compareTo(next) > 0;
        return new WalSequence(last, later ? next : null);
    }

    private static String after(String segment) {
        long log = Long.parseLong(segment.substring(TIMELINE, HEX), HEX);
        long part = Long.parseLong(segment.substring(HEX), HEX) + 1;
        return segment.substring(0, TIMELINE)
                + String.format(Locale.ROOT, "%08X%08X", log + part / PER_LOG, part % PER_LOG);
    }
}
