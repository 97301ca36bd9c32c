package vektra.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of an app: 1 to 63 lower-case letters, digits and dashes, starting with a letter, not ending with a dash. */
public record AppName(String value) implements Comparable<AppName> {
    private static final int LONGEST = 63;
    private static final Pattern VALID = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");

    public AppName {
        if (!isValid(value)) {
            throw VektraException.invalid(Shown.quoted(value) + " is not an app name", expected(value));
        }
    }

    /** Whether a text is the name of an app. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && VALID.matcher(text).matches();
    }

    private static String expected(String value) {
        String rule = "1 to 63 lower-case letters, digits and dashes, starting with a letter";
        String near =
                value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        return isValid(near) ? rule + ", for example " + near : rule;
    }

    @Override
    public int compareTo(AppName other) {
        return value.compareTo(other.value);
    }

    // Equality by hand: a record's own is linked at run time, and every start would pay for that.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppName that && value.equals(that.value);
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
