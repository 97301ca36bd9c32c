package vektra.cli.backups;

import java.util.List;
import vektra.addons.data.BackupSearch;
import vektra.addons.data.Shelved;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;

/** Lists the backups of an add-on, of an app, or all. */
public final class BackupsList extends AppCommand<List<Shelved>> {
    private final Param<String> what =
            optionalArgument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Flag all = flag("-A,--all", "the backups of every app (the default where no app is given)");

    @Override
    public List<Shelved> run(Invocation with) {
        BackupSearch search = with.verbs().data().upkeep().search();
        if (all.isSet()) {
            return search.all();
        }
        AppName app = with.appIfAny(givenApp());
        if (what.orNull() != null) {
            return search.of(what.get(), app);
        }
        return app == null ? search.all() : search.all(app);
    }

    @Override
    public void print(List<Shelved> backups, Output out) {
        if (backups.isEmpty()) {
            out.say("No backups.");
            return;
        }
        BackupText.table(backups, out);
    }

    @Override
    public Object json(List<Shelved> backups) {
        return backups.stream().map(BackupText::json).toList();
    }
}
