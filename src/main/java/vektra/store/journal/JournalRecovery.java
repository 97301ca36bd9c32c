package vektra.store.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vektra.model.addon.Step;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Recovery;
import vektra.store.journal.Change.Phase;

/** Settles each change in the journal whose locks are free: its process is gone. */
public record JournalRecovery(Path home, Journal journal, AuditLog audit, Locks locks, Progress progress)
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
    private void sweep(Set<String> names) {
        for (Locks.Name owner : Journal.owners(names)) {
            Optional<Locks.Held> dead = locks.tryHold(List.of(owner));
            if (dead.isPresent()) {
                try (Locks.Held held = dead.get()) {
                    journal.sweep(names, List.of(owner));
                }
            }
        }
    }

    @SuppressWarnings("try") // the locks are held, not used
    private void settle(Consumer<Step> runner, boolean postponedToo) {
        Set<String> names = journal.names();
        if (names.isEmpty()) {
            return;
        }
        sweep(names);
        Settling settling = new Settling(home, journal, audit, progress, runner);
        for (Change change : journal.read(names)) {
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
        for (Change change : journal.read(journal.names())) {
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
        List<Change> all = journal.read(journal.names());
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
