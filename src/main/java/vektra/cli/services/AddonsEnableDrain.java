package vektra.cli.services;

import java.util.List;
import vektra.addons.drains.PutDrain;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ServiceParams;
import vektra.cli.command.VektraCommand;
import vektra.cli.logs.DrainViews;
import vektra.cli.terminal.Output;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;

/** Ships the log lines of all apps. */
public final class AddonsEnableDrain extends VektraCommand<PutDrain.Done> implements Changing {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);
    private final Param<DrainName> name =
            option(List.of("--name"), "NAME", "the drain's name, to have several of a service", DrainName::new);
    private final Flag check = flag("--check", "change nothing when the destination does not answer");
    private final ServiceParams params;

    public AddonsEnableDrain(Service described) {
        params = new ServiceParams(this, described, true);
    }

    @Override
    public PutDrain.Done run(Invocation with) {
        return with.verbs()
                .putDrain()
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
    public void print(PutDrain.Done result, Output out) {
        DrainViews.print(result, "Enabled ", out);
        out.next("Next: vektra drains:test " + result.drain().name());
    }

    @Override
    public Object json(PutDrain.Done result) {
        return DrainViews.done(result);
    }
}
