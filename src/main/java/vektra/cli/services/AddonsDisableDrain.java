package vektra.cli.services;

import vektra.addons.drains.Drains;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.logs.RemovedDrain;
import vektra.cli.terminal.Output;
import vektra.model.name.DrainName;

/** Ends a drain that ships the lines of all apps. */
public final class AddonsDisableDrain extends VektraCommand<RemovedDrain> implements Changing {
    private final Param<DrainName> name = argument("SERVICE", "a service, or the name of a drain", DrainName::new);

    @Override
    public RemovedDrain run(Invocation with) {
        Drains drains = with.verbs().drains();
        long waiting = RemovedDrain.waiting(
                drains.all().stream().filter(d -> d.name().equals(name.get())).toList(), with);
        boolean changed = drains.disable(name.get());
        return new RemovedDrain(name.get(), changed, waiting);
    }

    @Override
    public void print(RemovedDrain result, Output out) {
        result.print("Disabled ", out);
    }

    @Override
    public Object json(RemovedDrain result) {
        return result.json();
    }
}
