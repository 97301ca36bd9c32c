package vektra.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Audited;
import vektra.model.Drain;
import vektra.model.DrainName;
import vektra.model.EnabledService;
import vektra.model.LogSettings;
import vektra.model.Release;
import vektra.model.ServiceName;
import vektra.model.SpaceSettings;
import vektra.model.Step;
import vektra.model.Token;
import vektra.model.VektraException;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Store;
import vektra.spi.Witness;

/** The store as JSON files below one home folder, which may be missing and is made by the first session. */
public sealed class JsonStore implements Store permits DraftStore {
    /** A history and its app are two files, so a change between the two reads may make them disagree for a moment. */
    private static final int READS = 10;

    private final Path home;
    private final Locks locks;
    private final Audit audit;
    private final AuditLog log;
    private final Progress progress;
    private final Journal journal;
    private final View view;
    private final Records records;
    private final DueFolder due;
    private final ClockFile clock;

    /**
     * @param user whom the audit names where a deed does not say
     * @param progress where it warns of clean-up that has to wait because a server is down
     */
    public JsonStore(Path home, Locks locks, Clock clock, String user, Progress progress) {
        this.home = home;
        this.locks = locks;
        this.audit = new Audit(clock, user);
        this.log = new AuditLog(home, locks, clock);
        this.progress = progress;
        this.journal = new Journal(home);
        this.view = new View(home, journal);
        this.records = new Records(home, view::read);
        this.due = new DueFolder(home);
        this.clock = new ClockFile(home, new ClockFile.OfMachine());
    }

    /** The same store as it reads once these images are counted in. */
    JsonStore(JsonStore real, List<Image> drafted) {
        this.home = real.home;
        this.locks = real.locks;
        this.audit = real.audit;
        this.log = real.log;
        this.progress = real.progress;
        this.journal = real.journal;
        this.view = real.view.with(drafted);
        this.records = new Records(home, view::read);
        this.due = real.due;
        this.clock = real.clock;
    }

    /**
     * The same store to rehearse with: what sessions commit changes what it reads and nothing else. They take no lock,
     * refuse what real ones would refuse, and leave in the journal what a crash left there.
     */
    public Store draft(Witness witness) {
        List<Locks.Name> held = new ArrayList<>();
        return new DraftStore(this, journal, progress, witness, held, new Draft(view, held));
    }

    @Override
    public Optional<App> app(AppName name) {
        return records.app(name);
    }

    @Override
    public List<AppName> appNames() {
        return names(Paths.APPS, AppName::new);
    }

    @Override
    public Optional<EnabledService> service(ServiceName name) {
        return records.service(name);
    }

    @Override
    public List<EnabledService> services() {
        return names(Paths.SERVICES, ServiceName::new).stream()
                .flatMap(name -> records.service(name).stream())
                .toList();
    }

    @Override
    public Optional<Drain> drain(DrainName name) {
        return records.drain(name);
    }

    @Override
    public List<Drain> drains() {
        return names(Paths.DRAINS, DrainName::new).stream()
                .flatMap(name -> records.drain(name).stream())
                .toList();
    }

    @Override
    public LogSettings logSettings() {
        return records.logSettings();
    }

    @Override
    public List<Token> tokens() {
        return records.tokens();
    }

    @Override
    public SpaceSettings spaces() {
        return records.spaces();
    }

    @Override
    public Optional<Owned> owner(AddonName name) {
        return records.owner(name);
    }

    @Override
    public List<Addon> ownerless() {
        return names(Paths.ADDONS, AddonName::new).stream()
                .flatMap(name -> records.ownerless(name).stream())
                .toList();
    }

    @Override
    public List<Release> releases(AppName name) {
        Path file = home.resolve(Paths.releases(name));
        for (int i = 0; i < READS; i++) {
            int current = app(name).map(App::release).orElse(0);
            Optional<byte[]> content = view.read(Paths.releases(name));
            if (content.isEmpty()) {
                return List.of();
            }
            if (ReleasesFile.isWhole(content.get())) {
                List<Release> history = ReleasesFile.decode(file, content.get());
                if (ReleasesFile.reaches(history, current)) {
                    return history;
                }
            }
        }
        throw ReleasesFile.cutOff(file);
    }

    /** The names of the JSON files of a folder, none of them opened; other files there are not ours. */
    private <T extends Comparable<T>> List<T> names(String folder, Function<String, T> name) {
        List<T> names = new ArrayList<>();
        for (String file : view.list(folder)) {
            if (file.endsWith(Paths.JSON)) {
                try {
                    names.add(name.apply(file.substring(0, file.length() - Paths.JSON.length())));
                } catch (VektraException e) {
                    // Such a name cannot be ours: somebody's copy or notes.
                }
            }
        }
        Collections.sort(names);
        return names;
    }

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
        Settling settling = new Settling(home, journal, log, progress, runner);
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
    public List<Audited> audit(Audited.Wanted wanted) {
        return log.read(wanted);
    }

    @Override
    public List<Leftover> leftovers() {
        List<Leftover> left = new ArrayList<>();
        for (Change change : journal.read(journal.names())) {
            Optional<Locks.Held> dead = locks.tryHold(change.locks());
            if (dead.isPresent()) {
                dead.get().close();
                if (journal.has(change)) {
                    left.add(new Leftover(change.file(), change.command(), change.steps()));
                }
            }
        }
        return left;
    }

    @Override
    public List<AddonName> addonNames() {
        Set<AddonName> taken = new TreeSet<>(names(Paths.ADDONS, AddonName::new));
        for (String file : view.list(Paths.ADDONS)) {
            try {
                taken.add(new AddonName(file));
            } catch (VektraException e) {
                // an add-on without an app, which is among them already, or somebody's notes
            }
        }
        return List.copyOf(taken);
    }

    @Override
    public List<Untidy> untidy() {
        return tidying().untidy();
    }

    @Override
    public void tidy(Untidy file) {
        tidying().tidy(file);
    }

    final Tidying tidying() {
        return new Tidying(home, locks);
    }

    @Override
    public Optional<AppName> allowed(Path folder) {
        return new FolderApps(home).allowed(folder);
    }

    @Override
    public void allow(Path folder, AppName app) {
        new FolderApps(home).allow(folder, app);
    }

    @Override
    public List<Due> due(Instant now, boolean all) {
        return due.list(now, all);
    }

    @Override
    public Optional<Instant> ahead(Instant now) {
        return ahead(now, true);
    }

    final Optional<Instant> ahead(Instant now, boolean keep) {
        return clock.ahead(now, due.isUsed(), keep);
    }

    @Override
    public void believe(Instant now) {
        clock.believe(now);
    }

    @Override
    public void putOff(Due one) {
        due.putOff(one);
    }

    @Override
    public void forget(Due one) {
        due.forget(one);
    }

    @Override
    public Session open(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        Settling settling = new Settling(home, journal, log, progress, runner);
        return session(settling, new Opening(locks, journal, settling).open(wanted));
    }

    @Override
    public Optional<Session> tryOpen(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        Settling settling = new Settling(home, journal, log, progress, runner);
        return new Opening(locks, journal, settling).tryOpen(wanted).map(opened -> session(settling, opened));
    }

    private Session session(Settling settling, Opening.Opened opened) {
        return new JsonSession(view, journal, settling, locks, opened, audit);
    }
}
