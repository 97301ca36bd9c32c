package vektra.addons.verbs;

import vektra.addons.Inventory;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.addons.data.BackupUpkeep;
import vektra.addons.data.Backups;
import vektra.addons.data.CopyFiles;
import vektra.addons.data.Drills;
import vektra.addons.data.Export;
import vektra.addons.data.Import;
import vektra.addons.recovery.ArchiveHealth;
import vektra.addons.recovery.BaseBackups;
import vektra.addons.schedule.Scheduler;
import vektra.addons.schedule.Schedules;
import vektra.spi.Progress;

/** The verbs on what add-ons hold: backups, drills, archives and schedules, export and import. */
public final class DataVerbs {
    private final Doors doors;
    private final Parts parts;
    private final Engine engine;
    private final Providers providers;
    private final Progress progress;

    DataVerbs(Doors doors, Parts parts) {
        this.doors = doors;
        this.parts = parts;
        engine = parts.engine();
        providers = doors.providers();
        progress = doors.progress();
    }

    public Backups backups() {
        return new Backups(
                engine, providers, doors.shelf(), doors.envelopes(), progress, parts.history(), parts.spares());
    }

    public Drills drills() {
        return parts.drills();
    }

    public ArchiveHealth archives() {
        return new ArchiveHealth(engine, providers);
    }

    public BaseBackups baseBackups() {
        return parts.baseBackups();
    }

    public Schedules schedules() {
        return new Schedules(engine, new Inventory(engine), parts.history());
    }

    public Scheduler scheduler() {
        return parts.scheduler();
    }

    public BackupUpkeep upkeep() {
        return new BackupUpkeep(engine, doors.shelf(), progress);
    }

    public CopyFiles copyFiles() {
        return new CopyFiles(doors.envelopes(), upkeep().search());
    }

    public Export export() {
        return new Export(engine, providers, progress);
    }

    public Import importing() {
        return new Import(engine, providers, progress);
    }
}
