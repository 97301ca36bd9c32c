package vektra.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.addons.Inventory;
import vektra.spi.AddonProvider;

/** Opens the interactive client of a service, such as psql, as the app. */
final class AddonsConnect extends AppCommand<AddonProvider.Client> {
    private final Param<String> what = argument("SERVICE", "a service or an attachment", t -> t);

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
        List<String> words = new ArrayList<>(List.of("printf", "%s\\n"));
        words.add(Json.text(Map.of("command", client.command())).strip());
        return new ShellPlan.Ready(ShellPlan.exec(words));
    }
}
