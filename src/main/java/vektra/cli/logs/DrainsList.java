package vektra.cli.logs;

import java.util.List;
import vektra.addons.drains.Drains;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;

/** Lists where the lines of an app go; with no app given, every drain. */
public final class DrainsList extends AppCommand<List<DrainViews.Watched>> {
    @Override
    public List<DrainViews.Watched> run(Invocation with) {
        Drains drains = with.verbs().drains();
        AppName app = with.appIfAny(givenApp());
        return DrainViews.watched(app == null ? drains.all() : drains.of(app), with);
    }

    @Override
    public void print(List<DrainViews.Watched> result, Output out) {
        if (result.isEmpty()) {
            out.say("No drains.");
            return;
        }
        out.table(DrainViews.HEADS, result.stream().map(DrainViews::row).toList());
        DrainViews.warn(result.stream().map(DrainViews.Watched::drain).toList(), out);
    }

    @Override
    public Object json(List<DrainViews.Watched> result) {
        return result.stream().map(DrainViews::watched).toList();
    }
}
