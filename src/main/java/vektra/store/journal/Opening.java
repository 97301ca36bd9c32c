package vektra.store.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import vektra.spi.Locks;
import vektra.spi.Locks.Name;

/**
 * Takes locks and settles what dead processes left of the things locked. Who holds a lock that a change in the journal
 * held alone knows that its process is gone; to settle it, all of the change's locks are needed, hence they are given
 * back and taken anew with those, in the order that all share.
 */
public final class Opening {
    private static final Comparator<Name> ORDER =
            Comparator.comparing((Name name) -> name.kind()).thenComparing(name -> name.name());

    private final Locks locks;
    private final Journal journal;
    private final Settling settling;

    public Opening(Locks locks, Journal journal, Settling settling) {
        this.locks = locks;
        this.journal = journal;
        this.settling = settling;
    }

    /** The locks held in the end. */
    public record Opened(Locks.Held held, List<Name> names) {}

    public Opened open(Collection<Name> wanted) {
        return opened(wanted, names -> Optional.of(locks.hold(names))).orElseThrow();
    }

    /** The same without waiting; empty when another process has one of the locks. */
    public Optional<Opened> tryOpen(Collection<Name> wanted) {
        return opened(wanted, locks::tryHold);
    }

    private Optional<Opened> opened(Collection<Name> wanted, Function<List<Name>, Optional<Locks.Held>> take) {
        List<Name> names = union(wanted, List.of());
        while (true) {
            Optional<Locks.Held> taken = take.apply(names);
            if (taken.isEmpty()) {
                return Optional.empty();
            }
            Locks.Held held = taken.get();
            try {
                Journal.Entries inFlight = journal.entries();
                List<Change> left = inFlight.changes();
                List<Name> more = reach(names, left);
                if (more == names) {
                    names.stream().filter(inFlight.halfWritten()::contains).forEach(journal::sweep);
                    settling.settle(conflicting(names, left));
                    return Optional.of(new Opened(held, names));
                }
                names = more;
            } catch (RuntimeException | Error e) {
                held.close();
                throw e;
            }
            held.close();
        }
    }

    /** The names with those of every change that one of them, or of the names it brings in, shows to be dead. */
    private static List<Name> reach(List<Name> names, List<Change> changes) {
        List<Name> reached = names;
        for (Change change : conflicting(names, changes)) {
            reached = union(reached, change.locks());
        }
        return reached == names || reached.equals(names) ? names : reach(reached, changes);
    }

    /** Those of the changes that held a lock which is in the way of one of the names. */
    private static List<Change> conflicting(Collection<Name> names, List<Change> changes) {
        return changes.stream()
                .filter(change ->
                        change.locks().stream().anyMatch(lock -> names.stream().anyMatch(name -> name.excludes(lock))))
                .toList();
    }

    private static List<Name> union(Collection<Name> some, Collection<Name> others) {
        List<Name> all = new ArrayList<>(some);
        all.addAll(others);
        // Alone sorts before shared, and of two that are the same but for that the first stays.
        all.sort(ORDER.thenComparing(name -> name.shared()));
        TreeSet<Name> union = new TreeSet<>(ORDER);
        union.addAll(all);
        return List.copyOf(union);
    }
}
