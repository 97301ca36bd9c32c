package vektra.model.name;

import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** A compliance that a space has and a plan may ask for, such as {@code pci}: lower-case letters, digits and dashes. */
public final class Tag extends Name<Tag> {
    private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?");

    public Tag(String value) {
        super(value);
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not a tag",
                    "1 to 30 lower-case letters, digits and dashes, such as pci");
        }
    }
}
