package vektra.cli.services;

import java.util.List;
import java.util.stream.Collectors;
import vektra.addons.services.Catalogue;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.logs.DrainViews;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.logs.Drain;
import vektra.model.service.Plan;
import vektra.model.service.Server;

/** Lists the available services with their state. */
public final class AddonsServices extends VektraCommand<List<Catalogue.Offered>> {
    @Override
    public List<Catalogue.Offered> run(Invocation with) {
        return with.verbs().catalogue().services();
    }

    @Override
    public void print(List<Catalogue.Offered> services, Output out) {
        out.table(
                List.of("service", "state", "server", "description"),
                services.stream()
                        .map(offered -> List.of(
                                offered.service().name().value(),
                                Views.word(offered.state()),
                                where(offered),
                                offered.service().description()))
                        .toList());
        services.forEach(offered -> DrainViews.warn(offered.drains(), out));
    }

    private static String where(Catalogue.Offered offered) {
        Server server = offered.server();
        if (server != null) {
            return server.at() + " (" + server.version() + ")";
        }
        return offered.drains().isEmpty()
                ? "-"
                : offered.drains().stream().map(Drain::target).collect(Collectors.joining(", "));
    }

    @Override
    public Object json(List<Catalogue.Offered> services) {
        return services.stream()
                .map(offered -> Json.map(
                        "name", offered.service().name().value(),
                        "title", offered.service().title(),
                        "state", Views.word(offered.state()),
                        "plans",
                                offered.service().plans().stream()
                                        .map(Plan::name)
                                        .toList(),
                        "server", offered.server() == null ? null : Views.server(offered.server()),
                        "drains",
                                offered.drains().stream()
                                        .map(drain -> drain.name().value())
                                        .toList()))
                .toList();
    }
}
