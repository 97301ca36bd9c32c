package vektra.cli;

import java.util.List;
import vektra.addons.PutDrain;
import vektra.model.DrainName;
import vektra.model.Service;
import vektra.model.ServiceName;

/** Ships the log lines of all apps. */
final class AddonsEnableDrain extends VektraCommand<PutDrain.Done> implements Changing {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);
    private final Param<DrainName> name =
            option(List.of("--name"), "NAME", "the drain's name, to have several of a service", DrainName::new);
    private final Flag check = flag("--check", "change nothing when the destination does not answer");
    private final ServiceParams params;

    AddonsEnableDrain(Service described) {
        params = new ServiceParams(this, described, true);
    }

    @Override
    PutDrain.Done run(Invocation with) {
        return new PutDrain(with.home())
                .put(new PutDrain.Request(
                        service.get(),
                        name.orNull(),
                        null,
                        params.given(),
                        params.url(with),
                        params.secret(with),
                        check.isSet()));
    }

    @Override
    void print(PutDrain.Done result, Output out) {
        DrainViews.print(result, "Enabled ", out);
        out.next("Next: vektra drains:test " + result.drain().name());
    }

    @Override
    Object json(PutDrain.Done result) {
        return DrainViews.done(result);
    }
}
