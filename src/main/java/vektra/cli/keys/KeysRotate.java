package vektra.cli.keys;

import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.model.Encrypted;

/** Makes a new data key. */
public final class KeysRotate extends KeysCommand {
    private final Flag all = flag("--all", "encrypt everything by it now, and not each file when it changes");

    @Override
    public Encrypted run(Invocation with) {
        return with.verbs().home().keys().rotate(all.isSet());
    }

    @Override
    public void print(Encrypted done, Output out) {
        out.line("The data key is now " + done.key());
        out.line(all.isSet() ? "Encrypted everything by it" : "Files are encrypted by it when they change");
    }
}
