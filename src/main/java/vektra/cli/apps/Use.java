package vektra.cli.apps;

import java.util.function.Consumer;
import vektra.cli.command.AppFile;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.PlannedStep;
import vektra.model.name.AppName;

/** Has commands in a folder and below mean an app. */
public final class Use extends VektraCommand<Use.Used> implements Changing {
    private final Param<AppName> name = argument("APP", "the app of commands here and below", AppName::new);

    /** What the folder now means, and whether its file says so only now. */
    record Used(AppFile file, AppName app, boolean changed) {}

    @Override
    public Used run(Invocation with) {
        AppFile file = AppFile.in(with.folder());
        Consumer<PlannedStep> planned = with.planned();
        if (planned != null) {
            file.requireOwn();
            planned.accept(new PlannedStep(
                    PlannedStep.Action.USE_APP,
                    file.folder().toString(),
                    name.get().value()));
            return new Used(file, name.get(), true);
        }
        boolean changed = file.write(name.get());
        with.verbs().folders().allow(file.folder(), name.get());
        return new Used(file, name.get(), changed);
    }

    @Override
    public void print(Used result, Output out) {
        out.line("Commands in " + result.file().folder() + " and below use the app " + result.app());
    }

    @Override
    public Object json(Used result) {
        return Json.map(
                "changed", result.changed(),
                "app", result.app().value(),
                "folder", result.file().folder().toString());
    }
}
