package vektra.cli.command;

import vektra.model.text.VektraException;

/** Whether a command is about one add-on or about all. */
public final class Chosen {
    private Chosen() {}

    public static boolean all(Param<String> what, Flag all) {
        if ((what.orNull() == null) != all.isSet()) {
            throw VektraException.invalid(
                    all.isSet() ? "an add-on and --all given" : "no add-on given", "name one add-on, or use --all");
        }
        return all.isSet();
    }
}
