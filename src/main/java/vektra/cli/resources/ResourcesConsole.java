package vektra.cli.resources;

import vektra.addons.resources.Resources;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.model.service.Client;

/** Opens the interactive client of a resource. */
public final class ResourcesConsole extends ResourceCommand<Client> {
    private final Param<String> what = argument("RESOURCE", "the name of a resource", t -> t);

    @Override
    public Client run(Invocation with) {
        Resources.Named resource = resources(with).find(what.get());
        return with.verbs()
                .connect()
                .client(owner(with), resource.attachment().name().value());
    }

    @Override
    public void print(Client client, Output out) {
        out.raw(ShellPlan.exec(client));
    }

    @Override
    public Object json(Client client) {
        return ShellPlan.shown(client);
    }
}
