package vektra.model.name;

import java.util.Locale;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The name under which an app sees an add-on, such as {@code DATABASE}; the prefix of its config vars. */
public final class AttachmentName extends Name<AttachmentName> {
    private static final Pattern VALID = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");

    public AttachmentName(String value) {
        super(value);
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

    /** As manifests and lists of resources write it, in lower case with dashes. */
    public String word() {
        return value().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
