package vektra.cli.keys;

import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.Encrypted;
import vektra.model.HomeKey;

/** Encrypts the secrets of the home. */
public final class Encrypt extends KeysCommand {
    private final Param<String> file =
            option("--key-file", "FILE", "the key file, outside the home; created if it does not exist");

    @Override
    public Encrypted run(Invocation with) {
        String named = file.orNull();
        return with.verbs()
                .home()
                .keys()
                .encrypt(named == null ? null : with.folder().resolve(named));
    }

    @Override
    public void print(Encrypted done, Output out) {
        out.line(
                done.files() == 0
                        ? "Nothing to do: already encrypted with " + done.key()
                        : "Encrypted the secrets of the home with " + done.key() + " (" + files(done) + ")");
        if (done.made()) {
            out.line("The key is in " + file.orNull() + ": keep a copy; without it the secrets are lost");
        }
        if (file.orNull() != null) {
            out.next("Every other command needs it: export " + HomeKey.FILE + "=…");
        }
    }
}
