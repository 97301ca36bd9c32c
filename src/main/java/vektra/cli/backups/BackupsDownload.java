package vektra.cli.backups;

import vektra.addons.data.BackupUpkeep;
import vektra.addons.data.Shelved;
import vektra.cli.addons.DataFile;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;

/** Writes a copy of a backup to a file, or to stdout. */
public final class BackupsDownload extends AppCommand<BackupsDownload.Copied> {
    private final Param<String> what = argument("BACKUP", BackupText.WHICH, t -> t);
    private final Param<String> file = argument("FILE", "a new file, or - for standard output", t -> t);

    record Copied(Shelved backup, String file) {}

    @Override
    public Copied run(Invocation with) {
        BackupUpkeep upkeep = with.verbs().data().upkeep();
        Shelved backup = upkeep.search().newest(what.get(), with.appIfAny(givenApp()));
        DataFile data = DataFile.of(with, file.get());
        data.refuseBesideJson(wantsJson(), "name a file");
        data.refuseOverwriting();
        data.write(out -> upkeep.download(backup, out));
        return new Copied(backup, file.get());
    }

    @Override
    public void print(Copied result, Output out) {
        DataFile.announce("Copied the backup " + result.backup().word(), result.file(), out);
    }

    @Override
    public Object json(Copied result) {
        return Json.map("backup", BackupText.json(result.backup()), "file", result.file());
    }
}
