package vektra.model.name;

import java.util.UUID;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The identity of an app, an add-on, an attachment or its credentials: a random UUID that outlives every rename. */
public final class Id extends Name<Id> {
    private static final int LENGTH = 36;
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public Id(String value) {
        super(value);
        if (value.length() != LENGTH) {
            throw VektraException.invalid(Shown.quoted(value) + " is not an id", "a UUID");
        }
    }

    /** Whether a typed text is an id. */
    public static boolean isValid(String text) {
        return text.length() == LENGTH && VALID.matcher(text).matches();
    }

    public static Id fresh() {
        return new Id(UUID.randomUUID().toString());
    }

    /** An id with that brief, for what is known by its name on a server alone. */
    public static Id ofBrief(String brief) {
        return new Id(brief.substring(0, 8) + "-" + brief.substring(8) + "-0000-0000-000000000000");
    }

    /** The first 12 hexadecimal digits: short enough for names on a server, 48 bits, unique in practice. */
    public String brief() {
        return value().substring(0, 8) + value().substring(9, 13);
    }
}
