package vektra.cli;

import java.util.Map;
import vektra.addons.Inventory;
import vektra.model.Client;

/** Opens the interactive client of a service as the app. */
final class AddonsConnect extends AppCommand<Client> {
    private final Param<String> what = argument("SERVICE", "a service or an attachment", t -> t);

    @Override
    Client run(Invocation with) {
        return new Inventory(with.home()).client(app(with), what.get());
    }

    @Override
    void print(Client client, Output out) {
        out.raw(ShellPlan.exec(client.command(), client.environment()));
    }

    /** What would be run, without the environment, which holds the password. */
    @Override
    Object json(Client client) {
        return new ShellPlan.Ready(ShellPlan.show(Json.text(Map.of("command", client.command()))));
    }
}
