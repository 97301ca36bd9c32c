package vektra.cli.keys;

import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.Encrypted;
import vektra.model.HomeKey;
import vektra.model.text.VektraException;

/** Encrypts the data keys by another key. */
public final class KeysRewrap extends KeysCommand {
    private final Param<String> file =
            option("--key-file", "FILE", "the file of the other key, outside of the home; made when there is none");

    @Override
    public Encrypted run(Invocation with) {
        String named = file.orNull();
        if (named == null) {
            throw VektraException.invalid("no other key given", "add --key-file FILE");
        }
        return with.verbs().keys().rewrap(with.folder().resolve(named));
    }

    @Override
    public void print(Encrypted done, Output out) {
        out.line(
                done.files() == 0
                        ? "The home is opened by the key in " + file.orNull() + " already"
                        : "The home is now opened by the key in " + file.orNull());
        out.next("Every other command needs it: export " + HomeKey.FILE + "=…");
    }
}
