package vektra.cli.backups;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Shelved;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.addon.Backup;
import vektra.model.text.Figure;
import vektra.model.text.Shown;

/** Reads a backup to its end and compares it with what was recorded. */
public final class BackupsVerify extends AppCommand<Shelved> {
    private final Param<String> what = argument("BACKUP", BackupText.WHICH, t -> t);

    @Override
    public Shelved run(Invocation with) {
        return with.verbs().data().upkeep().verify(what.get(), with.appIfAny(givenApp()));
    }

    @Override
    public void print(Shelved one, Output out) {
        String size = Figure.size(one.backup().bytes());
        out.line(
                one.backup().sha256() == null
                        ? one.word() + " has the size recorded, " + size + "; no checksum was recorded when it was made"
                        : one.word() + " is whole: " + size + ", and its SHA-256 is the one recorded");
        Backup backup = one.backup();
        out.line("It was loaded once when it was made; restored since: "
                + (backup.restoredAt() == null ? "never" : Shown.time(backup.restoredAt())) + "; drilled: "
                + DrillText.info(backup.drill()));
    }

    @Override
    public Object json(Shelved one) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>(BackupText.json(one));
        view.put("checked", one.backup().sha256() == null ? "size" : "sha256");
        return view;
    }
}
