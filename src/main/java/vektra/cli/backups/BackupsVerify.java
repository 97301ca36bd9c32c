package vektra.cli.backups;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.CopyFiles;
import vektra.addons.data.Shelved;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Backup;
import vektra.model.text.Figure;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Reads a backup, or a copy of one, to its end and compares it with what was recorded. */
public final class BackupsVerify extends AppCommand<BackupsVerify.Verified> {
    private final Param<String> what = argument("BACKUP", BackupText.WHICH + "; or the file of a copy", t -> t);
    private final Param<String> identity = option(IdentityFile.OPTION, "FILE", IdentityFile.TEXT);

    /** One of the two is null. */
    record Verified(@Nullable Shelved backup, CopyFiles.@Nullable Checked copy) {}

    @Override
    public Verified run(Invocation with) {
        try {
            return new Verified(with.verbs().data().upkeep().verify(what.get(), with.appIfAny(givenApp())), null);
        } catch (VektraException e) {
            Optional<Path> file = CopyFiles.file(with.folderIfHere(), what.get());
            if (file.isEmpty() || (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.INVALID)) {
                throw e;
            }
            return new Verified(
                    null, with.verbs().data().copyFiles().check(file.get(), IdentityFile.read(identity, with)));
        }
    }

    @Override
    public void print(Verified verified, Output out) {
        CopyFiles.Checked copy = verified.copy();
        if (copy != null) {
            out.line(copy.file() + " is whole: " + Figure.size(copy.bytes())
                    + (copy.backup() == null
                            ? ", encrypted; this home has no backup of its name"
                            : ", and its SHA-256 is that of the backup"));
            return;
        }
        Shelved one = Objects.requireNonNull(verified.backup());
        out.line(
                one.backup().sha256() == null
                        ? one.word() + " has the size recorded, " + size(one)
                                + "; no checksum was recorded when it was made"
                        : one.word() + " is whole: " + size(one) + ", and its SHA-256 is the one recorded");
        Backup backup = one.backup();
        out.line("It was loaded once when it was made; restored since: "
                + (backup.restoredAt() == null ? "never" : Shown.time(backup.restoredAt())) + "; drilled: "
                + DrillText.info(backup.drill()));
    }

    private static String size(Shelved one) {
        return Figure.size(one.backup().bytes());
    }

    @Override
    public Object json(Verified verified) {
        CopyFiles.Checked copy = verified.copy();
        if (copy != null) {
            return Json.map(
                    "file",
                    copy.file().toString(),
                    "bytes",
                    copy.bytes(),
                    "name",
                    copy.backup() == null ? null : copy.backup().name(),
                    "checked",
                    copy.backup() == null ? "encryption" : "sha256");
        }
        Shelved one = Objects.requireNonNull(verified.backup());
        Map<String, @Nullable Object> view = new LinkedHashMap<>(BackupText.json(one));
        view.put("checked", one.backup().sha256() == null ? "size" : "sha256");
        return view;
    }
}
