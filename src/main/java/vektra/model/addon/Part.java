package vektra.model.addon;

import org.jspecify.annotations.Nullable;
import vektra.model.text.Shown;

/**
 * How much there is of one part of what a backup holds, such as of a table.
 *
 * @param unit the word for one of what is counted, such as {@code row}
 * @param checksum over all of it; null where there is none
 */
public record Part(long count, String unit, @Nullable String checksum) {
    public Part(long count, String unit) {
        this(count, unit, null);
    }

    /** Such as {@code 5000 rows (4b1f)}. */
    @Override
    public String toString() {
        return Shown.counted(count, unit) + (checksum == null ? "" : " (" + checksum + ")");
    }
}
