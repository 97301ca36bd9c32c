package vektra.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vektra.model.Audited;
import vektra.model.addon.Step;
import vektra.model.name.AppName;
import vektra.spi.Encryption;
import vektra.spi.Locks;
import vektra.spi.Luggage;
import vektra.spi.Progress;
import vektra.spi.Snapshot;
import vektra.spi.Store;
import vektra.store.disk.ClockFile;
import vektra.store.disk.Disk;
import vektra.store.disk.DueFolder;
import vektra.store.disk.FolderAgenda;
import vektra.store.disk.FolderApps;
import vektra.store.disk.Paths;
import vektra.store.disk.Tidying;
import vektra.store.format.HomeFile;
import vektra.store.journal.Audit;
import vektra.store.journal.AuditLog;
import vektra.store.journal.FolderSettling;
import vektra.store.journal.JournalFolder;
import vektra.store.journal.JournalRecovery;
import vektra.store.journal.Opening;
import vektra.store.journal.Settling;
import vektra.store.seal.HomeKeys;

/** The store as JSON files below one home folder, which may be missing and is made by the first session. */
public final class JsonStore implements Store {
    private final Path home;
    private final Locks locks;
    private final Clock clock;
    private final Audit audit;
    private final AuditLog log;
    private final Progress progress;
    private final DrainChanges drains;
    private final HomeKeys keys;
    private final JournalFolder journal;
    private final View view;

    /**
     * @param user whom the audit names where a deed does not say
     * @param progress where it warns of clean-up that has to wait because a server is down
     * @param keys open the secrets of the home when it is encrypted
     * @param drainsChanged has what ships lines follow a change of the drains, and returns once it does; UNAVAILABLE if not
     */
    public JsonStore(
            Path home,
            Locks locks,
            Clock clock,
            String user,
            Progress progress,
            HomeKeys keys,
            Runnable drainsChanged) {
        this.home = home;
        this.keys = keys;
        this.locks = locks;
        this.clock = clock;
        this.audit = new Audit(clock, user);
        this.log = new AuditLog(home, locks, clock);
        this.progress = progress;
        this.drains = new DrainChanges(drainsChanged, progress);
        this.journal = new JournalFolder(home, keys::seals);
        this.view = new View(home, journal, keys::seals);
    }

    @Override
    public Store as(String user) {
        return new JsonStore(home, locks, clock, user, progress, keys, drains.changed());
    }

    @Override
    public Snapshot read() {
        HomeFile.check(home);
        return reading(view);
    }

    @Override
    public Snapshot after(List<Write> writes) {
        View drafting = new View(home, journal, keys::drafting);
        Draft draft = new Draft(new FileGlance(drafting), lock -> true);
        writes.forEach(draft::add);
        return reading(drafting.with(draft.added()));
    }

    private Reading reading(View files) {
        return new Reading(new FileGlance(files), new FolderApps(home));
    }

    private Settling settling(Consumer<Step> runner) {
        return new FolderSettling(home, journal, log, progress, runner);
    }

    @Override
    public Session open(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        Settling settling = settling(runner);
        return session(settling, new Opening(locks, journal, settling).open(wanted));
    }

    @Override
    public Optional<Session> tryOpen(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        Settling settling = settling(runner);
        return new Opening(locks, journal, settling).tryOpen(wanted).map(opened -> session(settling, opened));
    }

    private Session session(Settling settling, Opening.Opened opened) {
        try {
            HomeFile.check(home);
            keys.require();
        } catch (RuntimeException e) {
            opened.held().close();
            throw e;
        }
        return new JsonSession(
                new FileGlance(view),
                new FolderApps(home),
                journal,
                settling,
                locks::hold,
                opened,
                audit,
                drains::follow);
    }

    /** Every change makes and deletes files in the journal, which the time of that folder tells. */
    @Override
    public Optional<String> stamp() {
        try {
            BasicFileAttributes folder =
                    Files.readAttributes(home.resolve(JournalFolder.FOLDER), BasicFileAttributes.class);
            return !Disk.isAtRest(folder.lastModifiedTime().toMillis())
                    ? Optional.empty()
                    : Optional.of(folder.lastModifiedTime() + " " + folder.fileKey() + " "
                            + Disk.stamp(home.resolve(Paths.TOKENS)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Audited> audit(Audited.Wanted wanted) {
        return log.read(wanted);
    }

    @Override
    public void allow(Path folder, AppName app) {
        new FolderApps(home).allow(folder, app);
    }

    @Override
    public JournalRecovery recovery() {
        return new JournalRecovery(journal, locks, this::settling);
    }

    @Override
    public FolderAgenda agenda() {
        return new FolderAgenda(home, new DueFolder(home), new ClockFile(home, new ClockFile.OfMachine()));
    }

    @Override
    public Tidying upkeep() {
        return new Tidying(home, locks);
    }

    @Override
    public boolean isUnfinished() {
        return Files.exists(home.resolve(Paths.IMPORT));
    }

    @Override
    public Luggage luggage() {
        return new HomeLuggage(
                home, new Alone(home, locks), clock, new SealedFiles(home, keys::seals, journal), journal);
    }

    @Override
    public Encryption encryption() {
        return new HomeEncryption(home, locks, clock, keys.keyring(), keys::seals, journal, drains::refresh);
    }
}
