package vektra.model.service;

import org.jspecify.annotations.Nullable;
import vektra.model.text.Figure;

/**
 * How much is in use of what a server has only so much of.
 *
 * @param what in the plural where it is counted, such as {@code connections}
 * @param used in bytes, or counted
 * @param most what there is; 0 where there is no limit, or the server does not say
 * @param option of the service that raises it; null when none does
 */
public record Usage(
        String what,
        long used,
        long most,
        Figure.@Nullable Unit unit,
        @Nullable String option) {
    public static Usage counted(String what, long used, long most, @Nullable String option) {
        return new Usage(what, used, most, null, option);
    }

    public static Usage bytes(String what, long used, long most, @Nullable String option) {
        return new Usage(what, used, most, Figure.Unit.BYTES, option);
    }

    /** Whether that share of it or more is in use. */
    public boolean isAtLeast(int percent) {
        return most > 0 && used >= most / 100.0 * percent;
    }

    @Override
    public String toString() {
        return unit == Figure.Unit.BYTES
                ? Figure.size(used) + " of " + Figure.size(most) + " of " + what
                : used + " of " + most + " " + what;
    }
}
