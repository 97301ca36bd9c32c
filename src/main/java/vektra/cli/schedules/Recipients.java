package vektra.cli.schedules;

import java.util.List;
import java.util.stream.Stream;
import vektra.cli.command.Invocation;
import vektra.model.age.Recipient;

/** Reads who can open copies of backups. */
final class Recipients {
    static final String FORM = "age1…";

    /** Stands for the key of the home that the command is for. */
    private static final String HOME = "home";

    private Recipients() {}

    /** @param text several with commas in between */
    static List<Recipient> read(String text, Invocation with) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(one -> one.equals(HOME) ? with.verbs().data().copyFiles().home() : new Recipient(one))
                .distinct()
                .toList();
    }
}
