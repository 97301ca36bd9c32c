package vektra.model.name;

import java.util.regex.Pattern;

/** The names that config vars may have: 1 to 255 letters, digits and underscores, not starting with a digit. */
public final class VarName {
    /** What a name must be, in words. */
    public static final String EXPECTED = "letters, digits and underscores, not starting with a digit";

    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    private VarName() {}

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }
}
