package vektra.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a drain, such as {@code papertrail} or {@code audit}: 1 to 63 lower-case letters, digits and dashes. */
public record DrainName(String value) implements Comparable<DrainName> {
    private static final Pattern VALID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    public DrainName {
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not the name of a drain",
                    "1 to 63 lower-case letters, digits and dashes, starting with a letter, such as audit");
        }
    }

    @Override
    public int compareTo(DrainName other) {
        return value.compareTo(other.value);
    }

    // Equality by hand: a record's own is linked at run time, and every start would pay for that.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DrainName that && value.equals(that.value);
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
