package vektra.cli.canaries;

import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.monitors.canary.Canaries;

/** A command that destroys canaries, of which some may be left. */
abstract class CanaryEnding extends VektraCommand<Canaries.Ended> implements Changing {
    @Override
    public final int code(Canaries.Ended ended) {
        return ExitCode.ofSeveral(ended.left().isEmpty());
    }

    @Override
    public final void print(Canaries.Ended ended, Output out) {
        if (ended.destroyed().isEmpty() && ended.left().isEmpty()) {
            out.line("Nothing to do: there are no canaries");
        }
        ended.destroyed().forEach(canary -> out.line("Destroyed " + canary.name() + " with its data"));
        ended.left().forEach(left -> out.line("Not destroyed: " + left.canary().name() + ": " + left.problem()));
    }

    @Override
    public final Object json(Canaries.Ended ended) {
        return CanaryParts.json(ended);
    }
}
