package vektra.cli.command;

import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** A number of lines to show. */
public final class LineCount {
    private LineCount() {}

    public static int of(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw VektraException.invalid(Shown.quoted(text) + " is not a number of lines", "for example -n 100");
        }
        return Integer.parseInt(text);
    }
}
