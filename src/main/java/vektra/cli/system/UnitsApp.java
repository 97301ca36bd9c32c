package vektra.cli.system;

import java.util.List;
import vektra.addons.services.Units;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.logs.LogStream;

/** Prints or writes the unit with which systemd runs a program of an app. */
public final class UnitsApp extends AppCommand<UnitFiles> implements Changing {
    private final Param<String> process = option(
            List.of("-p", "--process"),
            "NAME",
            "the process name, such as worker, if the app has several",
            LogStream::checkedProcess);
    private final Flag system = flag("--system", "for the machine's systemd instead of your user's");
    private final Param<String> out = option("--out", "FOLDER", UnitFiles.OUT);
    private final Param<String> command = arguments("COMMAND", "the program and its arguments", text -> text);

    public UnitsApp() {
        // options behind the program's name are the program's
        spec().parser().stopAtPositional(true);
    }

    @Override
    public UnitFiles run(Invocation with) {
        Units.Unit unit = with.verbs()
                .services()
                .units()
                .app(with.installation(system.isSet()), app(with), process.orNull(), with.folder(), command.all());
        return UnitFiles.of(List.of(unit), out.orNull(), with);
    }

    @Override
    public void print(UnitFiles result, Output to) {
        result.print(null, to);
    }

    @Override
    public Object json(UnitFiles result) {
        return result.json();
    }
}
