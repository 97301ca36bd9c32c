package vektra.dryrun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vektra.model.Audited;
import vektra.model.addon.Addon;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Agenda;
import vektra.spi.Deed;
import vektra.spi.Encryption;
import vektra.spi.Locks;
import vektra.spi.Luggage;
import vektra.spi.Progress;
import vektra.spi.Recovery;
import vektra.spi.Snapshot;
import vektra.spi.Store;
import vektra.spi.Upkeep;

/**
 * Any store, of which this only reads: what its sessions commit is counted into what it reads, and written nowhere. It takes
 * no lock, refuses what the store would refuse, and leaves in the journal what a crash left there.
 */
public final class DryRunStore implements Store {
    private final Store real;
    private final Progress progress;
    private final PlannedWrites words;
    private final List<Write> written = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<Agenda.Due> later = new HashSet<>();

    public DryRunStore(Store real, Progress progress, PlannedWrites words) {
        this.real = real;
        this.progress = progress;
        this.words = words;
    }

    @Override
    public Store as(String user) {
        return this;
    }

    @Override
    public Snapshot read() {
        return new Named(real.after(written));
    }

    @Override
    public Snapshot after(List<Write> writes) {
        List<Write> all = new ArrayList<>(written);
        all.addAll(writes);
        return new Named(real.after(all));
    }

    @Override
    public Session open(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        real.recovery().inFlight().stream()
                .filter(left ->
                        left.locks().stream().anyMatch(lock -> wanted.stream().anyMatch(lock::excludes)))
                .forEach(left -> end(left, runner));
        return new DryRunSession(runner);
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

    private void end(Recovery.Leftover left, Consumer<Step> runner) {
        if (!ended.add(left.file())) {
            return;
        }
        words.settles(left.command());
        try {
            left.steps().forEach(runner);
        } catch (VektraException e) {
            if (e.kind() != Kind.UNAVAILABLE) {
                throw e;
            }
            progress.warn(left.command() + " cannot be cleaned up yet: " + e.getMessage());
        }
    }

    /** Without locks no process is known to be dead, so that all are taken for that. */
    @Override
    public Recovery recovery() {
        return new Recovery() {
            @Override
            public void settle(Consumer<Step> runner) {
                inFlight().stream().filter(left -> !left.waits()).forEach(left -> end(left, runner));
            }

            @Override
            public void settleNow(Consumer<Step> runner) {
                inFlight().forEach(left -> end(left, runner));
            }

            @Override
            public List<Leftover> leftovers() {
                return inFlight().stream()
                        .filter(left -> !ended.contains(left.file()))
                        .toList();
            }

            @Override
            public List<Leftover> inFlight() {
                return real.recovery().inFlight();
            }
        };
    }

    @Override
    public Agenda agenda() {
        return new DryRunAgenda(real.agenda(), later);
    }

    @Override
    public Upkeep upkeep() {
        return new DryRunUpkeep(real.upkeep(), words);
    }

    @Override
    public boolean isUnfinished() {
        return real.isUnfinished();
    }

    @Override
    public Luggage luggage() {
        return new DryRunLuggage(real.luggage(), words);
    }

    @Override
    public Encryption encryption() {
        return new DryRunEncryption(real.encryption(), words);
    }

    /** What is read gives the names that steps on it are printed with. */
    private class Named extends Renewed {
        Named(Snapshot at) {
            super(at);
        }

        @Override
        public Optional<App> app(AppName name) {
            Optional<App> app = super.app(name);
            app.ifPresent(words::callAllOf);
            return app;
        }

        @Override
        public Optional<Owned> owner(AddonName name) {
            Optional<Owned> owned = super.owner(name);
            owned.map(Owned::addon).ifPresent(words::call);
            return owned;
        }

        @Override
        public List<Addon> ownerless() {
            List<Addon> ownerless = super.ownerless();
            ownerless.forEach(words::call);
            return ownerless;
        }
    }

    private final class DryRunSession extends Named implements Session {
        private final Consumer<Step> runner;
        private List<Step> begun = List.of();

        private DryRunSession(Consumer<Step> runner) {
            super(DryRunStore.this.read());
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
            Snapshot before = DryRunStore.this.read();
            for (Write write : writes) {
                words.writes(before, write);
                written.add(write);
                before = DryRunStore.this.read();
            }
            renew(before);
            begun = List.of();
            finish.forEach(runner);
        }

        @Override
        public void close() {
            begun.forEach(runner);
        }
    }
}
