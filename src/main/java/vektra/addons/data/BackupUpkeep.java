package vektra.addons.data;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.model.addon.Step;
import vektra.model.name.AppName;
import vektra.model.text.Shown;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** What is done with one backup beside restoring it: it is read to its end, copied out, deleted. */
public record BackupUpkeep(Engine engine, Shelf shelf, Progress progress) {
    public BackupSearch search() {
        return new BackupSearch(engine, shelf);
    }

    /** That the file is there and as long as it was written; else it is UNAVAILABLE. */
    public static void requireSize(Shelved backup) {
        BackupFile.requireSize(backup.file(), backup.backup());
    }

    /** Reads a backup to its end; one that is not byte for byte what was written is UNAVAILABLE. */
    public Shelved verify(String word, @Nullable AppName within) {
        Shelved backup = search().newest(word, within);
        progress.doing("reading " + backup.file());
        BackupFile.requireWhole(backup.file(), backup.backup());
        return backup;
    }

    /** Writes a backup; one that turns out to be damaged is UNAVAILABLE, and leaves what was written unfinished. */
    public void download(Shelved backup, OutputStream to) {
        progress.doing("reading " + backup.file());
        BackupFile.copy(backup.file(), backup.backup(), to);
    }

    /** Deletes the backup that is named exactly, after confirmation by its name or its add-on's or its app's. */
    public Shelved delete(String word, @Nullable AppName within, Confirmation confirmation) {
        engine.settle();
        Shelved meant = search().exact(word, within);
        AppName app = meant.of().app();
        List<String> names = new ArrayList<>(app == null ? List.of() : List.of(app.value()));
        names.add(meant.of().name().value());
        names.add(meant.name());
        confirmation.require(
                "this permanently deletes the backup " + meant.name() + " of "
                        + Shown.time(meant.backup().startedAt()),
                names);
        try (Store.Session session =
                engine.open(List.of(Locks.Name.ofBackups(meant.of().id())))) {
            Deed deed = Deed.of("backups:delete")
                    .with("apps", app == null ? List.of() : List.of(app.value()))
                    .with("addons", List.of(meant.of().name().value()))
                    .with("outcome", "deleted the backup " + meant.name());
            session.commit(deed, List.of(), List.of(Step.dropBackup(meant.of(), meant.backup())));
            return meant;
        }
    }
}
