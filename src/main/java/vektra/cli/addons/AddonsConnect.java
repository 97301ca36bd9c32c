package vektra.cli.addons;

import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.model.service.Client;

/** Opens the interactive client of a service as the app. */
public final class AddonsConnect extends AppCommand<Client> {
    private final Param<String> what = argument("SERVICE", "a service or an attachment", t -> t);

    @Override
    public Client run(Invocation with) {
        return with.verbs().connect().client(app(with), what.get());
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
