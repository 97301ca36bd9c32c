package vektra.cli.backups;

import vektra.addons.data.Restore;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;

/** Puts a backup in the place of what an add-on holds. */
public final class BackupsRestore extends AppCommand<Restore.Restored> implements Changing {
    private final Param<String> what =
            optionalArgument("ADDON", "an add-on, with -a also a service or an attachment; or a backup", t -> t);
    private final Param<String> from =
            option("--from", "BACKUP", "a backup, another add-on for its newest, or a file (default: ADDON's newest)");
    private final Param<String> to = option("--to", "ADDON", "the add-on whose data it replaces (default: ADDON)");
    private final Param<String> confirm =
            option("--confirm", "NAME", "the name of the add-on whose data is replaced, or of its app");

    @Override
    public Restore.Restored run(Invocation with) {
        return with.verbs()
                .backups()
                .restoring()
                .restore(
                        new Restore.Request(
                                what.orNull(), from.orNull(), to.orNull(), with.appIfAny(givenApp()), with.folder()),
                        with.confirmation(confirm));
    }

    @Override
    public void print(Restore.Restored result, Output out) {
        out.line(result.done());
    }

    @Override
    public Object json(Restore.Restored result) {
        return Json.map(
                "addon", result.addon().name().value(),
                "backup", result.backup() == null ? null : BackupText.json(result.backup()),
                "file", result.file() == null ? null : result.file().toString());
    }
}
