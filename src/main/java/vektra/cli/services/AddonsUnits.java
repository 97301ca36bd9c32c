package vektra.cli.services;

import vektra.addons.services.Units;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.UnitText;
import vektra.json.Json;

/** Prints a unit with which systemd runs a managed server. */
public final class AddonsUnits extends VektraCommand<Units.Unit> {
    private final Param<String> what = argument("SERVICE", "a service, or an add-on with a server of its own", t -> t);
    private final Flag system = flag("--system", "for the machine's systemd instead of your user's");

    @Override
    public Units.Unit run(Invocation with) {
        return with.verbs().services().units().unit(what.get(), system.isSet());
    }

    @Override
    public void print(Units.Unit result, Output out) {
        String server = result.name().replaceFirst("^vektra-(.*)\\.service$", "$1");
        UnitText.print(result, "addons:stop " + server, out);
    }

    @Override
    public Object json(Units.Unit result) {
        return Json.map("name", result.name(), "text", result.text());
    }
}
