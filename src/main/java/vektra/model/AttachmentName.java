package vektra.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name under which an app sees an add-on, such as {@code DATABASE}; the prefix of its config vars. */
public record AttachmentName(String value) implements Comparable<AttachmentName> {
    private static final Pattern VALID = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");

    public AttachmentName {
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not an attachment name",
                    "letters, digits and underscores, starting with a letter, such as ANALYTICS");
        }
    }

    /** Reads what a user typed, in any case, dashes taken as underscores: {@code read-only} is READ_ONLY. */
    public static AttachmentName typed(String text) {
        return new AttachmentName(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public int compareTo(AttachmentName other) {
        return value.compareTo(other.value);
    }

    // Equality by hand: a record's own is linked at run time, and every start would pay for that.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttachmentName that && value.equals(that.value);
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
