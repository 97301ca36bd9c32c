package vektra.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vektra.model.AppName;
import vektra.model.Audited;
import vektra.model.Kind;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Agenda;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Recovery;
import vektra.spi.Snapshot;
import vektra.spi.Store;
import vektra.spi.Upkeep;
import vektra.spi.Witness;
import vektra.store.Change.Phase;

/** A store that only reads: what its sessions commit is counted into what it reads, and written nowhere. */
final class DraftStore implements Store {
    private final JsonStore real;
    private final Journal journal;
    private final Progress progress;
    private final Witness witness;
    private final List<Locks.Name> held;
    private final Draft draft;
    private final View view;
    private final Set<String> ended = new HashSet<>();
    private final Set<Agenda.Due> later = new HashSet<>();

    /**
     * @param held what the draft counts as locked, for sessions to change
     */
    DraftStore(JsonStore real, View view, Journal journal, Progress progress, Witness witness, List<Locks.Name> held) {
        this.real = real;
        this.journal = journal;
        this.progress = progress;
        this.witness = witness;
        this.held = held;
        this.draft = new Draft(new Glance(view), held);
        this.view = view.with(draft.added());
    }

    @Override
    public Store as(String user) {
        return this;
    }

    @Override
    public Snapshot read() {
        return new Reading(view);
    }

    @Override
    public Session open(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        Opening.conflicting(wanted, left()).forEach(change -> end(change, runner));
        List<Locks.Name> names = List.copyOf(wanted);
        held.addAll(names);
        return new DraftSession(names, runner);
    }

    /** Whether one of the locks is taken is not known here. */
    @Override
    public Optional<Session> tryOpen(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        return Optional.of(open(wanted, runner));
    }

    @Override
    public Optional<String> stamp() {
        return real.stamp();
    }

    @Override
    public List<Audited> audit(Audited.Wanted wanted) {
        return real.audit(wanted);
    }

    /** Asked and answered, but for this time only. */
    @Override
    public void allow(Path folder, AppName app) {}

    /** The changes in the journal, an intent only where nothing was decided. Without locks none is known to be dead. */
    private List<Change> left() {
        List<Change> all = journal.read(journal.names());
        return all.stream()
                .filter(change -> change.phase() != Phase.INTENT
                        || all.stream()
                                .noneMatch(other -> other.id().equals(change.id()) && other.phase() != Phase.INTENT))
                .toList();
    }

    private void end(Change change, Consumer<Step> runner) {
        if (!ended.add(change.id())) {
            return;
        }
        witness.settles(change.command());
        try {
            change.steps().forEach(runner);
        } catch (VektraException e) {
            if (e.kind() != Kind.UNAVAILABLE) {
                throw e;
            }
            progress.warn(change.command() + " cannot be cleaned up yet: " + e.getMessage());
        }
    }

    @Override
    public Recovery recovery() {
        return new Recovery() {
            @Override
            public void settle(Consumer<Step> runner) {
                left().stream().filter(change -> !journal.postponed(change)).forEach(change -> end(change, runner));
            }

            @Override
            public void settleNow(Consumer<Step> runner) {
                left().forEach(change -> end(change, runner));
            }

            @Override
            public List<Leftover> leftovers() {
                return left().stream()
                        .filter(change -> !ended.contains(change.id()))
                        .map(change -> new Leftover(change.file(), change.command(), change.steps()))
                        .toList();
            }
        };
    }

    @Override
    public Agenda agenda() {
        FolderAgenda agenda = real.agenda();
        return new Agenda() {
            @Override
            public List<Due> due(Instant now, boolean all) {
                return agenda.due(now, all).stream()
                        .filter(due -> all || !later.contains(due))
                        .toList();
            }

            @Override
            public Optional<Instant> ahead(Instant now) {
                return agenda.ahead(now, false);
            }

            @Override
            public void believe(Instant now) {}

            @Override
            public void putOff(Due due) {
                later.add(due);
            }

            @Override
            public void forget(Due due) {
                later.add(due);
            }
        };
    }

    @Override
    public Upkeep upkeep() {
        Tidying tidying = real.upkeep();
        return new Upkeep() {
            @Override
            public List<Untidy> untidy() {
                return tidying.seen();
            }

            @Override
            public boolean tidy(Untidy file) {
                witness.tidies(file);
                return true;
            }
        };
    }

    private final class DraftSession extends Reading implements Session {
        private final List<Locks.Name> names;
        private final Consumer<Step> runner;
        private List<Step> begun = List.of();

        private DraftSession(List<Locks.Name> names, Consumer<Step> runner) {
            super(view);
            this.names = names;
            this.runner = runner;
        }

        @Override
        public void begin(String command, List<Step> undo) {
            begun = List.copyOf(undo);
        }

        @Override
        public void attempt(Deed deed, List<Step> undo) {
            begin(deed.command(), undo);
        }

        @Override
        public void commit(Deed deed, List<Write> writes, List<Step> finish) {
            for (Write write : writes) {
                witness.writes(DraftStore.this.read(), write);
                draft.add(write);
            }
            files().forget(draft.added());
            begun = List.of();
            finish.forEach(runner);
        }

        @Override
        public void close() {
            held.removeAll(names);
            begun.forEach(runner);
        }
    }
}
