package vektra.model.name;

import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The name of a drain, such as {@code audit}: 1 to 63 lower-case letters, digits and dashes. */
public final class DrainName extends Name<DrainName> {
    private static final Pattern VALID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    public DrainName(String value) {
        super(value);
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not the name of a drain",
                    "1 to 63 lower-case letters, digits and dashes, starting with a letter, such as audit");
        }
    }
}
