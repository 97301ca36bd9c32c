package vektra.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a kind of add-on on offer, such as {@code postgres}: lower-case letters, digits and dashes. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public ServiceName {
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(Shown.quoted(value) + " is not a service name", "see vektra addons:services");
        }
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    // Equality by hand: a record's own is linked at run time, and every start would pay for that.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceName that && value.equals(that.value);
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
