package vektra.cli.backups;

import vektra.addons.data.BackupUpkeep;
import vektra.addons.data.Shelved;
import vektra.cli.addons.DataFile;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.VektraException;

/** Writes a copy of a backup to a file, or to stdout. */
public final class BackupsDownload extends AppCommand<BackupsDownload.Copied> {
    private final Param<String> what = argument("BACKUP", BackupText.WHICH, t -> t);
    private final Param<String> file = argument("FILE", "a new file, or - for standard output", t -> t);

    /** @param streamed whether it went to stdout */
    record Copied(Shelved backup, String file, boolean streamed) {}

    @Override
    public Copied run(Invocation with) {
        BackupUpkeep upkeep = with.verbs().data().upkeep();
        Shelved backup = upkeep.search().newest(what.get(), with.appIfAny(givenApp()));
        DataFile data = DataFile.of(with, file.get());
        if (wantsJson() && data.isStream()) {
            throw VektraException.invalid("--json and the data cannot both go to standard output", "name a file");
        }
        data.refuseOverwriting();
        data.write(out -> upkeep.download(backup, out));
        return new Copied(backup, file.get(), data.isStream());
    }

    @Override
    public void print(Copied result, Output out) {
        String done = "Copied the backup " + result.backup().word();
        if (result.streamed()) {
            out.say(done);
        } else {
            out.line(done + " to " + result.file());
        }
    }

    @Override
    public Object json(Copied result) {
        return Json.map("backup", BackupText.json(result.backup()), "file", result.file());
    }
}
