package vektra.cli;

import java.util.Map;
import vektra.addons.Inventory;
import vektra.spi.AddonProvider;

/** Opens the interactive client of a service, such as psql, as the app. */
final class AddonsConnect extends AppCommand<AddonProvider.Client> {
    private final Param<String> what = argument("SERVICE", "a service or an attachment", t -> t);

    @Override
    boolean becomesProgram() {
        return true;
    }

    @Override
    AddonProvider.Client run(Invocation with) {
        return new Inventory(with.home()).client(app(with), what.get());
    }

    @Override
    void print(AddonProvider.Client client, Output out) {
        out.raw(ShellPlan.exports(client.environment()) + ShellPlan.exec(client.command()));
    }

    /** What would be run, without the environment, which holds the password. */
    @Override
    Object json(AddonProvider.Client client) {
        return new ShellPlan.Ready(ShellPlan.show(Json.text(Map.of("command", client.command()))));
    }
}
