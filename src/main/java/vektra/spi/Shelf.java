package vektra.spi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vektra.model.addon.Backup;
import vektra.model.addon.KeptBackups;
import vektra.model.name.Id;

/** Where backups of add-ons lie, by the add-on's id; only those that were loaded once count. */
public interface Shelf {
    /** The good backups of an add-on, oldest first. */
    List<Backup> list(Id addon);

    /** Those of every add-on that has any. */
    Map<Id, List<Backup>> all();

    /** Where a good backup lies. */
    Path file(Id addon, Backup backup);

    /**
     * Where the next backup may be written, which does not exist yet; what earlier ones left half done is deleted, so the
     * caller holds a lock of the add-on's backups.
     */
    Path draft(Backup.Of addon);

    /** Puts what was written to the draft among the complete ones, permanently. */
    void keep(Backup.Of addon, Backup backup);

    /** Records what was done with a backup, as it is recorded now; one that is gone stays so. */
    void change(Id addon, Backup backup, UnaryOperator<Backup> change);

    /** Deletes one backup, what says that it is one before its data; already gone is no error. */
    void delete(Id addon, Backup backup);

    /** Keeps the backups of an add-on that is gone until that time, when there are any; again is no error. */
    void retire(KeptBackups kept);

    /**
     * What is kept of add-ons that are gone and is to be deleted by that time, the earliest first. Opens no file where
     * there is none.
     */
    List<KeptBackups> retired(Instant by);

    /** Deletes all backups of an add-on; none is no error. */
    void clear(Id addon);
}
