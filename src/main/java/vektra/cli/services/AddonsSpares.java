package vektra.cli.services;

import vektra.addons.services.Spares;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.ServiceName;

/** Makes ready what the next add-ons of a service would else wait for. */
public final class AddonsSpares extends VektraCommand<Spares.Made> implements Changing {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);

    @Override
    public Spares.Made run(Invocation with) {
        return with.verbs().services().spares().make(service.get());
    }

    @Override
    public void print(Spares.Made result, Output out) {
        out.line(
                result.made() == 0
                        ? "Nothing to do: " + service.get()
                                + " already has enough spares, or another process is creating them"
                        : "Created " + result.made() + " on " + result.server().id());
    }

    @Override
    public Object json(Spares.Made result) {
        return Json.map("service", service.get().value(), "made", result.made());
    }
}
