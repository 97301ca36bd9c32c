package vektra.model.name;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The name of an app: 1 to 63 lower-case letters, digits and dashes, starting with a letter, not ending with a dash. */
public final class AppName extends Name<AppName> {
    private static final int LONGEST = 63;
    private static final Pattern VALID = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");

    public AppName(String value) {
        super(value);
        if (!isValid(value)) {
            throw VektraException.invalid(Shown.quoted(value) + " is not an app name", expected(value));
        }
    }

    /** Whether a text is the name of an app. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && VALID.matcher(text).matches();
    }

    /** The name that a text comes to which allows more; empty when it comes to none. */
    public static Optional<AppName> nearest(String text) {
        String near =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        return isValid(near) ? Optional.of(new AppName(near)) : Optional.empty();
    }

    private static String expected(String value) {
        String rule = "1 to 63 lower-case letters, digits and dashes, starting with a letter";
        return nearest(value).map(near -> rule + ", for example " + near).orElse(rule);
    }
}
