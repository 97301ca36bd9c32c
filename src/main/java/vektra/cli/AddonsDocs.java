package vektra.cli;

import vektra.addons.Catalogue;
import vektra.addons.Inventory;
import vektra.model.PlanName;
import vektra.model.ServiceName;

/** Prints the section of ADDONS.md on a service. */
final class AddonsDocs extends AppCommand<AddonsDocs.Told> {
    private final Param<String> what = argument("SERVICE|ADDON", "a service, or an add-on", t -> t);

    /** A service with its section. */
    record Told(ServiceName service, String text) {}

    @Override
    Told run(Invocation with) {
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
    void print(Told told, Output out) {
        out.raw(told.text());
    }

    @Override
    Object json(Told told) {
        return Views.map("service", told.service().value(), "markdown", told.text());
    }
}
