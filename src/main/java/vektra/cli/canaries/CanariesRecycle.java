package vektra.cli.canaries;

import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.monitors.canary.Canaries;

/** Replaces a canary by a new one of the same service. */
public final class CanariesRecycle extends VektraCommand<Canaries.Recycled> implements Changing {
    private final Param<String> name = argument("NAME", "the canary to replace", text -> text);

    @Override
    public Canaries.Recycled run(Invocation with) {
        return CanaryParts.of(with).recycle(name.get());
    }

    @Override
    public void print(Canaries.Recycled result, Output out) {
        out.line(CanaryParts.made(result.fresh()));
        out.line("Destroyed " + result.old().name() + " with its data");
    }

    @Override
    public Object json(Canaries.Recycled result) {
        return Json.map("created", CanaryParts.json(result.fresh()), "destroyed", CanaryParts.json(result.old()));
    }
}
