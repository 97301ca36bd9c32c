package vektra.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compliance that a space has and a plan may ask for, such as {@code pci}: lower-case letters, digits and dashes. */
public record Tag(String value) implements Comparable<Tag> {
    private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?");

    public Tag {
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not a tag",
                    "1 to 30 lower-case letters, digits and dashes, such as pci");
        }
    }

    @Override
    public int compareTo(Tag other) {
        return value.compareTo(other.value);
    }

    // Equality by hand: a record's own is linked at run time, and every start would pay for that.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tag that && value.equals(that.value);
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
