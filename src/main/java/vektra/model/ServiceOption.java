package vektra.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One option of a service: the same description serves {@code addons:options}, {@code --help} and validation.
 *
 * @param name as typed after the two dashes, such as {@code max-connections}
 * @param defaultValue null when the option has none
 * @param change what altering it on an enabled service takes
 * @param choices the words allowed when the type is CHOICE, else empty
 */
public record ServiceOption(
        String name,
        Type type,
        @Nullable String defaultValue,
        String description,
        Change change,
        List<String> choices) {

    /** What values an option takes. SIZE is a number with kb, mb or gb; INTEGER is not negative; PORT is of TCP. */
    public enum Type {
        TEXT,
        INTEGER,
        PORT,
        BOOLEAN,
        SIZE,
        CHOICE
    }

    /** What it takes to change an option of a service that is enabled already. */
    public enum Change {
        /** The running server takes it at once. */
        LIVE,
        /** Kept at once, in force after the next addons:restart. */
        RESTART,
        /** Never: URLs or data depend on it. */
        FIXED
    }

    /** The value in its canonical form, or a {@link VektraException} that says what was expected. */
    public String check(String value) {
        boolean fits = switch (type) {
            case TEXT -> !value.isEmpty() && value.chars().noneMatch(c -> c < ' ' || c == 127);
            case INTEGER -> value.matches("[0-9]{1,9}");
            case PORT -> value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= HostPort.LAST;
            case BOOLEAN -> value.matches("true|false");
            case SIZE -> value.toLowerCase(Locale.ROOT).matches("[1-9][0-9]{0,8}(kb|mb|gb)");
            case CHOICE -> choices.contains(value);
        };
        if (!fits) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not a value for --" + name, "expected " + expected());
        }
        return type == Type.SIZE ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** What a value must look like, in words. */
    public String expected() {
        return switch (type) {
            case TEXT -> "text";
            case INTEGER -> "a whole number, for example " + (defaultValue == null ? "10" : defaultValue);
            case PORT -> "a port from 1 to " + HostPort.LAST;
            case BOOLEAN -> "true or false";
            case SIZE -> "a size with its unit, for example 64mb";
            case CHOICE -> "one of: " + String.join(", ", choices);
        };
    }
}
