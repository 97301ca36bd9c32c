package vektra.cli.addons;

import java.util.List;
import vektra.addons.Await;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.addon.Addon;

/** Waits until add-ons are made, or finishes what a crash left of the making. */
public final class AddonsWait extends AppCommand<List<Addon>> implements Changing {
    private final Param<String> what = optionalArgument("ADDON", "an add-on (default: all of the app, or all)", t -> t);

    @Override
    public List<Addon> run(Invocation with) {
        Await verb = with.verbs().await();
        String one = what.orNull();
        return one == null ? verb.all(with.appIfAny(givenApp())) : List.of(verb.addon(one, with.appIfAny(givenApp())));
    }

    @Override
    public void print(List<Addon> made, Output out) {
        if (made.isEmpty()) {
            out.line("Nothing to do: nothing is being provisioned");
        }
        made.forEach(addon -> out.line(addon.name() + " is " + Views.word(addon.state())));
    }

    @Override
    public Object json(List<Addon> made) {
        return made.stream()
                .map(addon -> Json.map(
                        "name", addon.name().value(),
                        "id", addon.id().value(),
                        "plan", addon.fullPlan(),
                        "state", Views.word(addon.state())))
                .toList();
    }
}
