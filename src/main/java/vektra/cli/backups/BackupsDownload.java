package vektra.cli.backups;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.BackupUpkeep;
import vektra.addons.data.CopyFiles;
import vektra.addons.data.Shelved;
import vektra.cli.addons.DataFile;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.age.Identity;

/** Writes a copy of a backup to a file, or to stdout; an encrypted copy is decrypted. */
public final class BackupsDownload extends AppCommand<BackupsDownload.Copied> {
    private final Param<String> what = argument("BACKUP", BackupText.WHICH + "; or an encrypted copy", t -> t);
    private final Param<String> file = argument("FILE", "a new file, or - for standard output", t -> t);
    private final Param<String> identity = option(IdentityFile.OPTION, "FILE", IdentityFile.TEXT);

    /** @param backup null where it was a file */
    record Copied(@Nullable Shelved backup, String from, String file) {}

    @Override
    public Copied run(Invocation with) {
        DataFile data = DataFile.of(with, file.get());
        data.refuseBesideJson(wantsJson(), "name a file");
        data.refuseOverwriting();
        CopyFiles copies = with.verbs().data().copyFiles();
        Optional<Path> encrypted =
                CopyFiles.file(with.folderIfHere(), what.get()).filter(copies::isEncrypted);
        if (encrypted.isPresent()) {
            List<Identity> identities = IdentityFile.read(identity, with);
            data.write(out -> copies.write(encrypted.get(), identities, out));
            return new Copied(null, encrypted.get().toString(), file.get());
        }
        BackupUpkeep upkeep = with.verbs().data().upkeep();
        Shelved backup = upkeep.search().newest(what.get(), with.appIfAny(givenApp()));
        data.write(out -> upkeep.download(backup, out));
        return new Copied(backup, "the backup " + backup.word(), file.get());
    }

    @Override
    public void print(Copied result, Output out) {
        DataFile.announce((result.backup() == null ? "Decrypted " : "Copied ") + result.from(), result.file(), out);
    }

    @Override
    public Object json(Copied result) {
        Shelved backup = result.backup();
        return Json.map("backup", backup == null ? null : BackupText.json(backup), "file", result.file());
    }
}
