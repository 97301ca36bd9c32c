package vektra.rehearsal;

import java.nio.file.Path;
import java.util.List;
import vektra.model.Backup;
import vektra.model.Id;
import vektra.model.PlannedStep.Action;
import vektra.spi.Shelf;

/** Shows the backups that there are, and keeps and deletes none. */
public final class RehearsedShelf implements Shelf {
    private final Shelf real;
    private final Script script;

    public RehearsedShelf(Shelf real, Script script) {
        this.real = real;
        this.script = script;
    }

    @Override
    public List<Backup> list(Id addon) {
        return real.list(addon);
    }

    @Override
    public Path file(Id addon, Backup backup) {
        return real.file(addon, backup);
    }

    /** No file will be there: what would be written is only reported. */
    @Override
    public Path draft(Id addon) {
        return Path.of("/dev/null");
    }

    @Override
    public void keep(Id addon, Backup backup) {
        // the provider has reported the backup
    }

    @Override
    public void clear(Id addon) {
        int backups = real.list(addon).size();
        if (backups > 0) {
            script.add(Action.DELETE_BACKUPS, addon.value(), backups == 1 ? "1 backup" : backups + " backups");
        }
    }
}
