package vektra.cli.monitors;

import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Canaries;

/** Destroys canaries with their data. */
public final class CanariesDestroy extends VektraCommand<Canaries.Ended> implements Changing {
    private final Param<String> name = optionalArgument("NAME", "the canary", text -> text);
    private final Flag all = flag("--all", "all canaries of this home");
    private final Param<String> confirm =
            option("--confirm", "NAME", "the canary's name again; " + Canaries.ALL + " with --all");

    @Override
    public Canaries.Ended run(Invocation with) {
        String one = name.orNull();
        if (all.isSet() == (one != null)) {
            throw VektraException.invalid("which canary?", "its name, or --all; see: vektra canaries");
        }
        Canaries canaries = CanaryParts.of(with);
        return one == null
                ? canaries.destroyAll(with.confirmation(confirm), "canaries:destroy")
                : canaries.destroy(one, with.confirmation(confirm));
    }

    @Override
    public int code(Canaries.Ended ended) {
        return ended.left().isEmpty() ? ExitCode.DONE : ExitCode.of(Kind.PARTIAL);
    }

    @Override
    public void print(Canaries.Ended ended, Output out) {
        if (ended.destroyed().isEmpty() && ended.left().isEmpty()) {
            out.line("Nothing to do: there are no canaries");
        }
        CanaryParts.print(ended, out);
    }

    @Override
    public Object json(Canaries.Ended ended) {
        return CanaryParts.json(ended);
    }
}
