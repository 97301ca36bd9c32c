package vektra.cli.services;

import vektra.addons.Inventory;
import vektra.addons.services.Catalogue;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.PlanName;
import vektra.model.ServiceName;

/** Prints the section of ADDONS.md on a service. */
public final class AddonsDocs extends AppCommand<AddonsDocs.Told> {
    private final Param<String> what = argument("SERVICE|ADDON", "a service, or an add-on", t -> t);

    /** A service with its section. */
    record Told(ServiceName service, String text) {}

    @Override
    public Told run(Invocation with) {
        ServiceName service = service(with);
        return new Told(service, AddonsDocument.section(service));
    }

    private ServiceName service(Invocation with) {
        Catalogue catalogue = new Catalogue(with.home());
        String word = PlanName.serviceOf(what.get());
        return catalogue.all().stream()
                        .anyMatch(service -> service.name().value().equals(word))
                ? new ServiceName(word)
                : new Inventory(with.home())
                        .find(what.get(), with.appIfAny(givenApp()))
                        .addon()
                        .service();
    }

    @Override
    public void print(Told told, Output out) {
        out.raw(told.text());
    }

    @Override
    public Object json(Told told) {
        return Views.map("service", told.service().value(), "markdown", told.text());
    }
}
