package vektra.model.service;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * One option of a service: the same description serves {@code addons:options}, {@code --help} and validation.
 *
 * @param name as typed after the two dashes, such as {@code max-connections}
 * @param defaultValue null when the option has none
 * @param change what altering it on an enabled service takes
 * @param choices the words allowed when the type is CHOICE, else empty
 * @param least the smallest number, or size in bytes, that makes sense
 * @param most the greatest
 * @param forAddons whether who may only change apps may give it to an add-on's own server: it opens no address, names no
 *     program, file or server, and takes no protection away. Unless said, only the operator may
 */
public record ServiceOption(
        String name,
        Type type,
        @Nullable String defaultValue,
        String description,
        Change change,
        List<String> choices,
        long least,
        long most,
        boolean forAddons) {

    /** The interval of what is not done, and the folder of what is not kept. */
    public static final String OFF = "off";

    /** The folder of what is kept beside its data. */
    public static final String ON = "on";

    /** An option that takes any number of its type. */
    public ServiceOption(
            String name,
            Type type,
            @Nullable String defaultValue,
            String description,
            Change change,
            List<String> choices) {
        this(name, type, defaultValue, description, change, choices, 0, Long.MAX_VALUE, false);
    }

    /** The same option, for numbers from least to most only. */
    public ServiceOption between(long smallest, long greatest) {
        return new ServiceOption(name, type, defaultValue, description, change, choices, smallest, greatest, forAddons);
    }

    /** The same option, open to who may only change apps. */
    public ServiceOption open() {
        return new ServiceOption(name, type, defaultValue, description, change, choices, least, most, true);
    }

    /**
     * What values an option takes. SIZE is a number with kb, mb or gb, INTERVAL one with s, m or h or the word off; INTEGER is
     * not negative; FLAG is typed without one. FOLDER is an absolute one, or the word on or off.
     */
    public enum Type {
        TEXT,
        INTEGER,
        BOOLEAN,
        FLAG,
        SIZE,
        INTERVAL,
        FILE,
        FOLDER,
        CHOICE
    }

    /** What it takes to change an option of a service that is enabled already. */
    public enum Change {
        /** The running server takes it at once. */
        LIVE,
        /** Kept at once, takes effect after the next addons:restart. */
        RESTART,
        /** While the server is stopped: how it is reached depends on it. */
        STOPPED,
        /** Never: URLs or data depend on it. */
        FIXED
    }

    /** The value in its canonical form, or a {@link VektraException} that says what was expected. */
    public String check(String value) {
        boolean fits = switch (type) {
            case TEXT, FILE -> !value.isEmpty() && value.chars().noneMatch(c -> c < ' ' || c == 127);
            case INTEGER -> value.matches("[0-9]{1,9}") && within(Long.parseLong(value));
            case BOOLEAN, FLAG -> value.matches("true|false");
            case SIZE -> value.toLowerCase(Locale.ROOT).matches("[1-9][0-9]{0,8}(kb|mb|gb)") && within(bytes(value));
            case INTERVAL -> value.matches(OFF + "|[1-9][0-9]{0,4}[smh]");
            case FOLDER -> value.matches(OFF + "|" + ON + "|/[^\\p{Cntrl}]+");
            case CHOICE -> choices.contains(value);
        };
        if (!fits) {
            throw VektraException.invalid(
                    Text.of(Shown.quoted(value) + " is not a value for ", Input.of(name)), "expected " + expected());
        }
        return type == Type.SIZE ? value.toLowerCase(Locale.ROOT) : value;
    }

    private boolean within(long number) {
        return number >= least && number <= most;
    }

    /** The bytes of a size that was checked. */
    public static long bytes(String size) {
        long number = Long.parseLong(size.substring(0, size.length() - 2));
        return switch (size.toLowerCase(Locale.ROOT).charAt(size.length() - 2)) {
            case 'k' -> number << 10;
            case 'm' -> number << 20;
            default -> number << 30;
        };
    }

    /** The time that an interval means; empty for one that is off, or was never set. */
    public static Optional<Duration> interval(String value) {
        return value.isEmpty() || value.equals(OFF)
                ? Optional.empty()
                : Optional.of(Duration.parse("PT" + value.toUpperCase(Locale.ROOT)));
    }

    /** The description with the values that it takes, where those are few. */
    public String help() {
        if (type == Type.CHOICE) {
            return description + " (" + String.join(", ", choices) + ")";
        }
        return description + (type == Type.INTEGER && most < Long.MAX_VALUE ? " (" + least + " to " + most + ")" : "");
    }

    /** What a value must look like, in words. */
    public String expected() {
        return switch (type) {
            case TEXT -> "text";
            case FILE -> "the path of a file";
            case INTEGER ->
                most == Long.MAX_VALUE
                        ? "a whole number, for example " + (defaultValue == null ? "10" : defaultValue)
                        : "a whole number from " + least + " to " + most;
            case BOOLEAN, FLAG -> "true or false";
            case SIZE -> "a size with its unit, " + (least == 0 ? "for example 64mb" : (least >> 10) + "kb or more");
            case INTERVAL -> "a time with its unit, for example 30s, 5m or 1h, or " + OFF;
            case FOLDER -> "an absolute folder, " + ON + " or " + OFF;
            case CHOICE -> "one of: " + String.join(", ", choices);
        };
    }
}
