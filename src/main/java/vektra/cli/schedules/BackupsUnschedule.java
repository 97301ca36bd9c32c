package vektra.cli.schedules;

import java.util.List;
import vektra.addons.schedule.Schedules;
import vektra.addons.schedule.Schedules.Planned;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Chosen;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;

/** Ends schedules of backups. */
public final class BackupsUnschedule extends AppCommand<List<Planned>> implements Changing {
    private final Param<String> what =
            optionalArgument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Flag all = flag("--all", "every add-on that has a schedule; with -a those of that app");

    @Override
    public List<Planned> run(Invocation with) {
        Schedules schedules = with.verbs().data().schedules();
        return Chosen.all(what, all)
                ? schedules.endAll(givenApp().orNull())
                : List.of(schedules.end(what.get(), with.appIfAny(givenApp())));
    }

    @Override
    public void print(List<Planned> result, Output out) {
        if (result.isEmpty()) {
            out.line("Nothing to do: no schedules");
        }
        for (Planned planned : result) {
            out.line(
                    planned.changed()
                            ? "Ended the schedule of " + planned.addon().name() + "; its backups stay"
                            : "Nothing to do: " + planned.addon().name() + " has no schedule");
        }
    }

    @Override
    public Object json(List<Planned> result) {
        return result.stream().map(ScheduleViews::json).toList();
    }
}
