package vektra.cli.keys;

import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.model.Encrypted;

/** Makes a new data key. */
public final class KeysRotate extends KeysCommand {
    private final Flag all = flag("--all", "re-encrypt everything now, not when a file next changes");

    @Override
    public Encrypted run(Invocation with) {
        return with.verbs().home().keys().rotate(all.isSet());
    }

    @Override
    public void print(Encrypted done, Output out) {
        out.line("The data key is now " + done.key());
        out.line(all.isSet() ? "Everything is encrypted with it" : "Files are encrypted with it when they next change");
    }
}
