package vektra.cli.backups;

import vektra.addons.data.Shelved;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;

/** Shows one backup. */
public final class BackupsInfo extends AppCommand<Shelved> {
    private final Param<String> what = argument("BACKUP", BackupText.WHICH, t -> t);

    @Override
    public Shelved run(Invocation with) {
        return with.verbs().data().upkeep().search().newest(what.get(), with.appIfAny(givenApp()));
    }

    @Override
    public void print(Shelved backup, Output out) {
        out.pairs(BackupText.lines(backup));
    }

    @Override
    public Object json(Shelved backup) {
        return BackupText.json(backup);
    }
}
