package vektra.cli;

import vektra.addons.Drains;
import vektra.model.DrainName;

/** Ends a drain that ships the lines of all apps. */
final class AddonsDisableDrain extends VektraCommand<RemovedDrain> implements Changing {
    private final Param<DrainName> name = argument("SERVICE", "a service, or the name of a drain", DrainName::new);

    @Override
    RemovedDrain run(Invocation with) {
        Drains drains = new Drains(with.home());
        long waiting = RemovedDrain.waiting(
                drains.all().stream().filter(d -> d.name().equals(name.get())).toList(), with);
        boolean changed = drains.disable(name.get());
        return new RemovedDrain(name.get(), changed, waiting);
    }

    @Override
    void print(RemovedDrain result, Output out) {
        result.print("Disabled ", out);
    }

    @Override
    Object json(RemovedDrain result) {
        return result.json();
    }
}
