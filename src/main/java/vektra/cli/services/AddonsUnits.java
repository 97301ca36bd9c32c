package vektra.cli.services;

import java.util.List;
import vektra.addons.services.Units;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.UnitText;
import vektra.json.Json;
import vektra.model.text.VektraException;

/** Prints a unit with which systemd runs a managed server, or those that make scheduled backups. */
public final class AddonsUnits extends VektraCommand<List<Units.Unit>> {
    private final Param<String> what =
            optionalArgument("SERVICE", "a service, or an add-on with a server of its own", t -> t);
    private final Flag backups = flag("--backups", "the service and the timer that make scheduled backups");
    private final Flag system = flag("--system", "for the machine's systemd instead of your user's");

    @Override
    public List<Units.Unit> run(Invocation with) {
        if ((what.orNull() == null) != backups.isSet()) {
            throw VektraException.invalid(
                    backups.isSet() ? "a service and --backups given" : "no service given",
                    "name a service or an add-on, or use --backups");
        }
        Units units = with.verbs().services().units();
        if (!backups.isSet()) {
            return List.of(units.unit(what.get(), system.isSet()));
        }
        return units.backups(with.installation(system.isSet()));
    }

    @Override
    public void print(List<Units.Unit> result, Output out) {
        UnitText.print(result, result.size() > 1 ? null : "addons:stop " + what.get(), out);
    }

    @Override
    public Object json(List<Units.Unit> result) {
        return result.size() == 1
                ? view(result.get(0))
                : Json.map("service", view(result.get(0)), "timer", view(result.get(1)));
    }

    private static Object view(Units.Unit unit) {
        return Json.map("name", unit.name(), "text", unit.text());
    }
}
