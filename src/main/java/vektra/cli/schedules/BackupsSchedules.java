package vektra.cli.schedules;

import java.util.List;
import vektra.addons.schedule.Schedules.Planned;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;

/** Lists the schedules of an app; with no app given, those of all. */
public final class BackupsSchedules extends AppCommand<List<Planned>> {
    private final Flag all = flag("-A,--all", "those of every app, and of add-ons whose app is gone");

    @Override
    public List<Planned> run(Invocation with) {
        return with.verbs().data().schedules().list(all.isSet() ? null : with.appIfAny(givenApp()));
    }

    @Override
    public void print(List<Planned> result, Output out) {
        if (result.isEmpty()) {
            out.say("No add-ons that can be backed up.");
        } else {
            ScheduleViews.table(result, out);
        }
    }

    @Override
    public Object json(List<Planned> result) {
        return result.stream().map(ScheduleViews::json).toList();
    }
}
