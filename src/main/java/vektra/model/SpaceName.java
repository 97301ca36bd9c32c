package vektra.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a space, such as {@code prod}: 1 to 30 lower-case letters and digits, a letter first, which an app's name may end in. */
public record SpaceName(String value) implements Comparable<SpaceName> {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]{0,29}");

    public SpaceName {
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not the name of a space",
                    "1 to 30 lower-case letters and digits, a letter first, such as prod");
        }
    }

    @Override
    public int compareTo(SpaceName other) {
        return value.compareTo(other.value);
    }

    // Equality by hand: a record's own is linked at run time, and every start would pay for that.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpaceName that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
