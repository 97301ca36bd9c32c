package vektra.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vektra.model.name.AddonName;
import vektra.model.name.Id;

/** When add-ons, and earlier credentials to them, expire. Sessions keep it in step with what they write. */
public interface Agenda {
    /**
     * What has expired at that moment, the oldest first. Lists one folder and opens no file: whether it is still so, the
     * app or the ownerless add-on says.
     *
     * @param all whether to count what was put off, too
     */
    List<Due> due(Instant now, boolean all);

    /**
     * When the home was last used, if this time is so far ahead of it that the clock may be wrong; empty when it can be
     * believed, or when nothing ever expires. It is believed once the clock has stayed there for some minutes.
     */
    Optional<Instant> ahead(Instant now);

    /** The same, and what was seen is not written down. */
    Optional<Instant> looksAhead(Instant now);

    /** Takes that time for right from now on. */
    void believe(Instant now);

    /** Leaves something that has expired alone for a minute. */
    void putOff(Due due);

    /** Drops an entry that turned out to be outdated; needs the lock of what it is about. */
    void forget(Due due);

    /** The add-ons of which a backup is to be made or copied at that moment. Lists one folder and opens no file. */
    List<Id> backupsDue(Instant now);

    /** A moment at which an add-on, or earlier credentials to it, expire. */
    record Due(Instant at, AddonName addon) {}
}
