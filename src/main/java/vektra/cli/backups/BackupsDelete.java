package vektra.cli.backups;

import vektra.addons.data.Shelved;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;

/** Deletes one backup. */
public final class BackupsDelete extends AppCommand<Shelved> implements Changing {
    private final Param<String> what = argument("BACKUP", "the name of a backup, or ADDON/NUMBER", t -> t);
    private final Param<String> confirm = option("--confirm", "NAME", "the name of the app, the add-on or the backup");

    @Override
    public Shelved run(Invocation with) {
        return with.verbs().data().upkeep().delete(what.get(), with.appIfAny(givenApp()), with.confirmation(confirm));
    }

    @Override
    public void print(Shelved backup, Output out) {
        out.line("Deleted the backup " + backup.word());
    }

    @Override
    public Object json(Shelved backup) {
        return BackupText.json(backup);
    }
}
