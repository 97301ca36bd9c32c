package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import vektra.model.addon.Backup;
import vektra.model.name.Id;

/** Where backups of add-ons lie, by the add-on's id; only those that were loaded once count. */
public interface Shelf {
    /** The good backups of an add-on, oldest first. */
    List<Backup> list(Id addon);

    /** Where a good backup lies. */
    Path file(Id addon, Backup backup);

    /**
     * Where the next backup may be written, which does not exist yet; what earlier ones left half done is deleted, so the
     * caller holds a lock of the add-on's backups.
     */
    Path draft(Id addon);

    /** Puts what was written to the draft among the complete ones, permanently. */
    void keep(Id addon, Backup backup);

    /** Deletes one backup, what says that it is one before its data; already gone is no error. */
    void delete(Id addon, Backup backup);

    /** Deletes all backups of an add-on; none is no error. */
    void clear(Id addon);
}
