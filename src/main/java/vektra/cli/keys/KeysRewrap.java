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
            option("--key-file", "FILE", "the new key file, outside the home; created if it does not exist");

    @Override
    public Encrypted run(Invocation with) {
        String named = file.orNull();
        if (named == null) {
            throw VektraException.invalid("no other key given", "add --key-file FILE");
        }
        return with.verbs().home().keys().rewrap(with.folder().resolve(named));
    }

    @Override
    public void print(Encrypted done, Output out) {
        out.line("The home " + (done.files() == 0 ? "already" : "now") + " uses the key in " + file.orNull());
        out.next("Every other command needs it: export " + HomeKey.FILE + "=…");
    }
}
