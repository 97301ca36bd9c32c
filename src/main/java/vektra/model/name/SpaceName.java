package vektra.model.name;

import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The name of a space, such as {@code prod}: 1 to 30 lower-case letters and digits, a letter first, which an app's name may end in. */
public final class SpaceName extends Name<SpaceName> {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]{0,29}");

    public SpaceName(String value) {
        super(value);
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not the name of a space",
                    "1 to 30 lower-case letters and digits, a letter first, such as prod");
        }
    }
}
