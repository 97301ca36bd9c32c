package vektra.model.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a request can bring with it: {@code --name value} on the command line, a field of the body in HTTP.
 *
 * @param value what to give, or a placeholder in capitals; null for a flag, and where only its name is mentioned
 */
public record Input(String name, @Nullable String value) implements Text.Part {
    public static final String APP = "app";

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./…-]+");

    /** A flag, or the mere name of an input. */
    public static Input of(String name) {
        return new Input(name, null);
    }

    public static Input of(String name, Object value) {
        return new Input(name, value.toString());
    }

    /** As it is typed. */
    @Override
    public String toString() {
        String typed = name.equals(APP) ? "-a" : (name.length() == 1 ? "-" : "--") + name;
        return value == null ? typed : typed + " " + quoted(value);
    }

    /** A word for a shell, in quotes if need be. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
