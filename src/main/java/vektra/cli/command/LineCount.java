package vektra.cli.command;

import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** A number of lines to show. */
public final class LineCount {
    /** How many there are without {@code -n}. */
    public static final int USUAL = 100;

    /** What {@code -n} says in help. */
    public static final String HELP = "how many of the last lines (default: " + USUAL + ")";

    private LineCount() {}

    public static int of(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw VektraException.invalid(Shown.quoted(text) + " is not a number of lines", "for example -n 100");
        }
        return Integer.parseInt(text);
    }
}
