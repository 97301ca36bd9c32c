package vektra.store.journal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import vektra.spi.Locks.Name;

/** The changes in flight. What a method wrote is there permanently when it returns. */
public interface Journal {
    /**
     * What is in a journal at one moment.
     *
     * @param halfWritten the locks whose holders died while they wrote an entry
     */
    record Entries(Set<Name> halfWritten, List<Change> changes) {
        static final Entries NONE = new Entries(Set.of(), List.of());

        boolean isEmpty() {
            return halfWritten.isEmpty() && changes.isEmpty();
        }
    }

    /** Sorts by time; made without a secure random source, which would cost start-up time and is not needed here. */
    static String freshId() {
        return Long.toHexString(System.currentTimeMillis()) + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** What is in it now; changes that end meanwhile are left out. */
    Entries entries();

    boolean has(Change change);

    void write(Change change);

    void drop(Change change);

    /** Leaves a change alone for a minute, unless a command needs what it is about. */
    void postpone(Change change);

    boolean postponed(Change change);

    /** Deletes what a dead process had half written under a lock that the caller holds alone. */
    void sweep(Name lock);

    /** Where an entry is, for people. */
    String shown(Change change);

    /** What people do with an entry that nothing can settle. */
    String lastResort();
}
