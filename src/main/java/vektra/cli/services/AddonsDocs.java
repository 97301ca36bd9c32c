package vektra.cli.services;

import vektra.addons.services.Catalogue;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.PlanName;
import vektra.model.name.ServiceName;

/** Prints the section of ADDONS.md on a service. */
public final class AddonsDocs extends AppCommand<AddonsDocs.Result> {
    private final Param<String> what = argument("SERVICE|ADDON", "a service, or an add-on", t -> t);

    /** A service with its section. */
    record Result(ServiceName service, String text) {}

    @Override
    public Result run(Invocation with) {
        ServiceName service = service(with);
        return new Result(service, AddonsDocument.section(service));
    }

    private ServiceName service(Invocation with) {
        Catalogue catalogue = with.verbs().catalogue();
        String word = PlanName.serviceOf(what.get());
        return catalogue.all().stream()
                        .anyMatch(service -> service.name().value().equals(word))
                ? new ServiceName(word)
                : with.verbs()
                        .inventory()
                        .find(what.get(), with.appIfAny(givenApp()))
                        .addon()
                        .service();
    }

    @Override
    public void print(Result result, Output out) {
        out.raw(result.text());
    }

    @Override
    public Object json(Result result) {
        return Json.map("service", result.service().value(), "markdown", result.text());
    }
}
