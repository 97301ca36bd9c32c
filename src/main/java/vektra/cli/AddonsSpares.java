package vektra.cli;

import vektra.addons.Spares;
import vektra.model.ServiceName;

/** Makes ready what the next add-ons of a service would else wait for. */
final class AddonsSpares extends VektraCommand<Spares.Made> implements Changing {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);

    @Override
    Spares.Made run(Invocation with) {
        return new Spares(with.home()).make(service.get());
    }

    @Override
    void print(Spares.Made result, Output out) {
        out.line(
                result.made() == 0
                        ? "Nothing to do: " + service.get()
                                + " already has enough spares, or another process is creating them"
                        : "Created " + result.made() + " on " + result.server().id());
    }

    @Override
    Object json(Spares.Made result) {
        return Views.map("service", service.get().value(), "made", result.made());
    }
}
