package vektra.cli.backups;

import java.util.List;
import vektra.addons.data.Drills;
import vektra.addons.data.Drills.Drilled;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Chosen;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;

/** Restores backups into temporary servers, to try whether they can be restored. */
public final class BackupsDrill extends AppCommand<List<Drilled>> implements Changing {
    private final Param<String> what = optionalArgument("BACKUP", BackupText.WHICH, t -> t);
    private final Flag all = flag("--all", "the newest backup of every add-on; with -a of those of that app");

    @Override
    public List<Drilled> run(Invocation with) {
        Drills drills = with.verbs().data().drills();
        return Chosen.all(what, all)
                ? drills.all(givenApp().orNull())
                : List.of(drills.one(what.get(), with.appIfAny(givenApp())));
    }

    @Override
    public void print(List<Drilled> result, Output out) {
        if (result.isEmpty()) {
            out.say("No add-ons that can be backed up.");
        }
        result.forEach(one -> out.line(DrillText.line(one)));
    }

    @Override
    public int code(List<Drilled> result) {
        return ExitCode.ofSeveral(result.stream().noneMatch(Drilled::failed));
    }

    @Override
    public Object json(List<Drilled> result) {
        return result.stream().map(DrillText::json).toList();
    }
}
