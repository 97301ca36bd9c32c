package vektra.cli.backups;

import vektra.addons.data.Shelved;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.addon.Addon;

/** Makes a backup of an add-on. */
public final class BackupsNow extends AppCommand<Shelved> implements Changing {
    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);

    @Override
    public Shelved run(Invocation with) {
        Addon addon = with.verbs()
                .inventory()
                .find(what.get(), with.appIfAny(givenApp()))
                .addon();
        return with.verbs().data().backups().now(addon);
    }

    @Override
    public void print(Shelved backup, Output out) {
        out.line("Made the backup " + backup.word() + ", and verified it by loading it: "
                + backup.backup().holds().words());
        out.line("File: " + backup.file());
    }

    @Override
    public Object json(Shelved backup) {
        return BackupText.json(backup);
    }
}
