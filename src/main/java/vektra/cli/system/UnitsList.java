package vektra.cli.system;

import java.util.List;
import vektra.addons.services.Units;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;

/** Prints or writes the units with which systemd starts everything of a home, and the target that wants them. */
public final class UnitsList extends VektraCommand<UnitFiles> implements Changing {
    private final Flag system = flag("--system", "for the machine's systemd instead of your user's");
    private final Param<String> out = option("--out", "FOLDER", UnitFiles.OUT);

    @Override
    public UnitFiles run(Invocation with) {
        List<Units.Unit> units = with.verbs().services().units().all(with.installation(system.isSet()));
        return UnitFiles.of(units, out.orNull(), with);
    }

    @Override
    public void print(UnitFiles result, Output to) {
        result.print("stop", to);
    }

    @Override
    public Object json(UnitFiles result) {
        return result.json();
    }
}
