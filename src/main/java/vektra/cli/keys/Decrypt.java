package vektra.cli.keys;

import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.model.Encrypted;
import vektra.model.text.VektraException;

/** Stores the secrets of the home as they are. */
public final class Decrypt extends KeysCommand {
    private final Flag confirm = flag("--confirm", "required, since a copy of the home then reveals its secrets");

    @Override
    public Encrypted run(Invocation with) {
        if (!confirm.isSet() && !isDryRun()) {
            throw VektraException.invalid(
                    "a copy of the home, such as a backup, then reveals its secrets", "add --confirm");
        }
        return with.verbs().home().keys().decrypt();
    }

    @Override
    public void print(Encrypted done, Output out) {
        out.line(
                done.files() == 0
                        ? "Nothing to do: the home is not encrypted"
                        : "Decrypted the secrets of the home (" + files(done) + ")");
    }
}
