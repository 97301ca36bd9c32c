package vektra.cli.addons;

import java.util.Map;
import vektra.addons.Inventory;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Json;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.model.Client;

/** Opens the interactive client of a service as the app. */
public final class AddonsConnect extends AppCommand<Client> {
    private final Param<String> what = argument("SERVICE", "a service or an attachment", t -> t);

    @Override
    public Client run(Invocation with) {
        return new Inventory(with.home()).client(app(with), what.get());
    }

    @Override
    public void print(Client client, Output out) {
        out.raw(ShellPlan.exec(client.command(), client.environment()));
    }

    /** What would be run, without the environment, which holds the password. */
    @Override
    public Object json(Client client) {
        return new ShellPlan.Ready(ShellPlan.show(Json.text(Map.of("command", client.command()))));
    }
}
