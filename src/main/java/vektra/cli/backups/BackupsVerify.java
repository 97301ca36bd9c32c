package vektra.cli.backups;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Shelved;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.text.Figure;
import vektra.model.text.Shown;

/** Reads a backup to its end and compares it with what was recorded. */
public final class BackupsVerify extends AppCommand<Shelved> {
    private final Param<String> what = argument("BACKUP", BackupText.WHICH, t -> t);

    @Override
    public Shelved run(Invocation with) {
        return with.verbs().backupUpkeep().verify(what.get(), with.appIfAny(givenApp()));
    }

    @Override
    public void print(Shelved one, Output out) {
        String size = Figure.size(one.backup().bytes());
        out.line(
                one.backup().sha256() == null
                        ? one.name() + " has the size recorded, " + size + "; no checksum was recorded when it was made"
                        : one.name() + " is whole: " + size + ", and its SHA-256 is the one recorded");
        out.line("It was loaded once when it was made, and "
                + (one.backup().restoredAt() == null
                        ? "never restored since"
                        : "last restored at " + Shown.time(one.backup().restoredAt())));
    }

    @Override
    public Object json(Shelved one) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>(BackupText.json(one));
        view.put("checked", one.backup().sha256() == null ? "size" : "sha256");
        return view;
    }
}
