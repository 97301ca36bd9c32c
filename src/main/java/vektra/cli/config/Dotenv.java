package vektra.cli.config;

import java.util.regex.Pattern;

/** Writes variables as a .env file that a shell reads as well, whatever the values. */
final class Dotenv {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]*");

    /**
     * Found by trying: {@code $} is expanded by python-dotenv and dotenv-expand even in single quotes, line ends are changed
     * or end the value, two backslashes become one in python-dotenv.
     */
    private static final Pattern DISPUTED = Pattern.compile("[$\r\n]|\\\\\\\\|\\\\\\z");

    private static final Pattern ESCAPED = Pattern.compile("[\"\\\\`]");

    private Dotenv() {}

    /** One line, or several when the value spans lines. */
    static String line(String name, String value) {
        if (BARE.matcher(value).matches()) {
            return name + "=" + value;
        }
        boolean escapesItsEnd = value.endsWith("\\");
        if (value.indexOf('\'') < 0 && !escapesItsEnd) {
            return name + "='" + value + "'";
        }
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("`", "\\`");
        // readers to which the backslash escapes the quote go on to the next one, which may not be that of another
        // variable
        return name + "=\"" + escaped + "\"" + (escapesItsEnd ? " #\"" : "");
    }

    /** Whether every reader of .env files that is known takes the line as it is meant. */
    static boolean agreed(String value) {
        boolean escapes = value.indexOf('\'') >= 0 && ESCAPED.matcher(value).find();
        return !escapes && !DISPUTED.matcher(value).find();
    }
}
