package vektra.dryrun;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vektra.model.PlannedStep.Action;
import vektra.model.addon.Backup;
import vektra.model.addon.KeptBackups;
import vektra.model.name.Id;
import vektra.model.text.Shown;
import vektra.spi.Shelf;

/** Shows the backups that there are, and keeps and deletes none. */
public final class DryRunShelf implements Shelf {
    private final Shelf real;
    private final PlannedSteps planned;

    public DryRunShelf(Shelf real, PlannedSteps planned) {
        this.real = real;
        this.planned = planned;
    }

    @Override
    public List<Backup> list(Id addon) {
        return real.list(addon);
    }

    @Override
    public Map<Id, List<Backup>> all() {
        return real.all();
    }

    @Override
    public Path file(Id addon, Backup backup) {
        return real.file(addon, backup);
    }

    /** No file will be there: what would be written is only reported. */
    @Override
    public Path draft(Backup.Of addon) {
        return Path.of("/dev/null");
    }

    @Override
    public void keep(Backup.Of addon, Backup backup) {
        // the provider has reported the backup
    }

    @Override
    public void change(Id addon, Backup backup, UnaryOperator<Backup> change) {
        // the provider has reported what was done with it
    }

    @Override
    public void delete(Id addon, Backup backup) {
        planned.add(Action.DELETE_BACKUP, addon.value(), backup.name());
    }

    @Override
    public void retire(KeptBackups kept) {
        int backups = real.list(kept.of().id()).size();
        if (backups > 0) {
            planned.add(
                    Action.KEEP_BACKUPS,
                    kept.of().id().value(),
                    Shown.counted(backups, "backup") + ", until " + Shown.time(kept.until()));
        }
    }

    @Override
    public List<KeptBackups> retired(Instant by) {
        return real.retired(by);
    }

    @Override
    public void clear(Id addon) {
        int backups = real.list(addon).size();
        if (backups > 0) {
            planned.add(Action.DELETE_BACKUPS, addon.value(), Shown.counted(backups, "backup"));
        }
    }
}
