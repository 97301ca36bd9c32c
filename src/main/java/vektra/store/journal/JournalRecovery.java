package vektra.store.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import vektra.model.addon.Step;
import vektra.spi.Locks;
import vektra.spi.Recovery;
import vektra.store.journal.Change.Phase;

/**
 * Settles each change in the journal whose locks are free: its process is gone.
 *
 * @param settlings carries changes to their end, with what runs the steps
 */
public record JournalRecovery(Journal journal, Locks locks, Function<Consumer<Step>, Settling> settlings)
        implements Recovery {
    @Override
    public void settle(Consumer<Step> runner) {
        settle(runner, false);
    }

    @Override
    public void settleNow(Consumer<Step> runner) {
        settle(runner, true);
    }

    /** Deletes the half-written journal files of those who died over them. */
    @SuppressWarnings("try") // the locks are held, not used
    private void sweep(Set<Locks.Name> owners) {
        for (Locks.Name owner : owners) {
            Optional<Locks.Held> dead = locks.tryHold(List.of(owner));
            if (dead.isPresent()) {
                try (Locks.Held held = dead.get()) {
                    journal.sweep(owner);
                }
            }
        }
    }

    @SuppressWarnings("try") // the locks are held, not used
    private void settle(Consumer<Step> runner, boolean postponedToo) {
        Journal.Entries inFlight = journal.entries();
        if (inFlight.isEmpty()) {
            return;
        }
        sweep(inFlight.halfWritten());
        Settling settling = settlings.apply(runner);
        for (Change change : inFlight.changes()) {
            if (!postponedToo && journal.postponed(change)) {
                continue;
            }
            Optional<Locks.Held> dead = locks.tryHold(change.locks());
            if (dead.isPresent()) {
                try (Locks.Held held = dead.get()) {
                    settling.settle(List.of(change));
                }
            }
        }
    }

    @Override
    public List<Leftover> leftovers() {
        List<Leftover> left = new ArrayList<>();
        for (Change change : journal.entries().changes()) {
            Optional<Locks.Held> dead = locks.tryHold(change.locks());
            if (dead.isPresent()) {
                dead.get().close();
                if (journal.has(change)) {
                    left.add(leftover(change));
                }
            }
        }
        return left;
    }

    /** An intent counts only where nothing was decided. */
    @Override
    public List<Leftover> inFlight() {
        List<Change> all = journal.entries().changes();
        return all.stream()
                .filter(change -> change.phase() != Phase.INTENT
                        || all.stream()
                                .noneMatch(other -> other.id().equals(change.id()) && other.phase() != Phase.INTENT))
                .map(this::leftover)
                .toList();
    }

    private Leftover leftover(Change change) {
        return new Leftover(change.file(), change.command(), change.locks(), change.steps(), journal.postponed(change));
    }
}
