package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vektra.model.Audited;
import vektra.model.addon.Step;
import vektra.model.name.AppName;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Agenda;
import vektra.spi.Encryption;
import vektra.spi.Locks;
import vektra.spi.Luggage;
import vektra.spi.Progress;
import vektra.spi.Recovery;
import vektra.spi.Snapshot;
import vektra.spi.Store;
import vektra.spi.Upkeep;
import vektra.store.Draft;
import vektra.store.DrainChanges;
import vektra.store.JsonSession;
import vektra.store.Reading;
import vektra.store.disk.ClockFile;
import vektra.store.disk.Disk;
import vektra.store.disk.FolderApps;
import vektra.store.disk.HomeOwner;
import vektra.store.disk.Paths;
import vektra.store.disk.Tidying;
import vektra.store.format.KeysFile;
import vektra.store.journal.Audit;
import vektra.store.journal.Image;
import vektra.store.journal.JournalRecovery;
import vektra.store.journal.Opening;

/** The store in etcd, the same for all hosts; what belongs to this host stays in files of its home. */
public final class EtcdStore implements Store {
    private final Shared shared;
    private final Audit audit;

    /** What all callers of one process share. */
    private record Shared(
            Etcd etcd,
            Keys keys,
            EtcdLocks locks,
            EtcdJournal journal,
            EtcdAudit lines,
            Path home,
            Locks host,
            Clock clock,
            Progress progress,
            Runnable drainsChanged,
            Schema schema) {}

    private EtcdStore(Shared shared, String user) {
        this.shared = shared;
        this.audit = new Audit(shared.clock(), user);
    }

    /** The one at that URL, as Vektra uses it. */
    public static EtcdStore of(String url, Path home, Locks host, Progress progress, Runnable drainsChanged) {
        return of(
                EtcdUrl.parse(url),
                home,
                host,
                EtcdLocks.USUAL_LIFE,
                Clock.systemUTC(),
                "vektra",
                progress,
                drainsChanged);
    }

    /**
     * @param home of this host
     * @param host the locks of this host
     * @param life how long locks stay after a process that does not keep them alive
     * @param user whom the audit names where a deed does not say
     * @param drainsChanged has what ships lines follow a change of the drains
     */
    public static EtcdStore of(
            EtcdUrl url,
            Path home,
            Locks host,
            Duration life,
            Clock clock,
            String user,
            Progress progress,
            Runnable drainsChanged) {
        Etcd etcd = new Etcd(url);
        Keys keys = Keys.of(url);
        EtcdLocks locks = new EtcdLocks(etcd, keys, host, progress, life);
        return new EtcdStore(
                new Shared(
                        etcd,
                        keys,
                        locks,
                        new EtcdJournal(etcd, keys, locks),
                        new EtcdAudit(etcd, keys),
                        home,
                        host,
                        clock,
                        progress,
                        drainsChanged,
                        new Schema(etcd, keys)),
                user);
    }

    @Override
    public Store as(String user) {
        return new EtcdStore(shared, user);
    }

    /** Before a change, on whose host things are kept as well. */
    private void prepare() {
        HomeOwner.check(shared.home());
        Disk.makeFolder(shared.home());
        if (Files.exists(shared.home().resolve(KeysFile.NAME))) {
            throw VektraException.conflict(
                    shared.home() + " is encrypted, which a store in etcd is not",
                    "use a VEKTRA_HOME of its own for " + Store.VARIABLE);
        }
        shared.schema().prepare();
    }

    /**
     * Refuses, as a CONFLICT, where the servers of this installation are managed from another home.
     *
     * @param claim whether this one manages them from now on, if there is none yet
     */
    public void requireOwnServers(boolean claim) {
        String us = ServersHome.of(shared.home());
        String key = shared.keys().servers();
        Entry owner = shared.etcd().read(Txn.Range.of(key)).first();
        if (owner == null && claim) {
            shared.etcd().txn(new Txn().whenGone(key).put(key, us.getBytes(UTF_8)));
            owner = shared.etcd().read(Txn.Range.of(key)).first();
        }
        String they = owner == null ? us : new String(owner.value(), UTF_8);
        if (!they.equals(us)) {
            throw VektraException.conflict(
                    "the servers that Vektra manages here run on " + ServersHome.shown(they) + ", and on no other host",
                    Text.of("do it there, or use a server that every host reaches, by ", Input.of("url")));
        }
    }

    private EtcdGlance glance(List<Image> drafted) {
        return new EtcdGlance(shared.etcd(), shared.keys(), shared.journal(), drafted);
    }

    private FolderApps folders() {
        return new FolderApps(shared.home());
    }

    private EtcdSettling settling(Consumer<Step> runner) {
        return new EtcdSettling(
                shared.etcd(),
                shared.keys(),
                shared.locks(),
                shared.journal(),
                shared.lines(),
                shared.progress(),
                runner);
    }

    @Override
    public Snapshot read() {
        shared.schema().check();
        return new Reading(glance(List.of()), folders());
    }

    @Override
    public Snapshot after(List<Write> writes) {
        shared.schema().check();
        Draft draft = new Draft(glance(List.of()), lock -> true);
        writes.forEach(draft::add);
        return new Reading(glance(draft.added()), folders());
    }

    @Override
    public Session open(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        prepare();
        EtcdSettling settling = settling(runner);
        return session(settling, new Opening(shared.locks(), shared.journal(), settling).open(wanted));
    }

    @Override
    public Optional<Session> tryOpen(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        prepare();
        EtcdSettling settling = settling(runner);
        return new Opening(shared.locks(), shared.journal(), settling)
                .tryOpen(wanted)
                .map(opened -> session(settling, opened));
    }

    private Session session(EtcdSettling settling, Opening.Opened opened) {
        return new JsonSession(
                glance(List.of()),
                folders(),
                shared.journal(),
                settling,
                // the transaction itself refuses a name that is taken
                names -> () -> {},
                opened,
                audit,
                new DrainChanges(shared.drainsChanged(), shared.progress())::follow);
    }

    @Override
    public Optional<String> stamp() {
        Entry changed =
                shared.etcd().read(Txn.Range.of(shared.keys().changed())).first();
        return Optional.of(changed == null ? "none" : changed.modified() + "");
    }

    @Override
    public void allow(Path folder, AppName app) {
        folders().allow(folder, app);
    }

    @Override
    public Recovery recovery() {
        return new JournalRecovery(shared.journal(), shared.locks(), this::settling);
    }

    @Override
    public List<Audited> audit(Audited.Wanted wanted) {
        return shared.lines().read(wanted);
    }

    @Override
    public Agenda agenda() {
        return new EtcdAgenda(
                shared.etcd(),
                shared.keys(),
                shared.journal(),
                new ClockFile(shared.home(), new ClockFile.OfMachine()));
    }

    /** Of the files of this host. */
    @Override
    public Upkeep upkeep() {
        return new Tidying(shared.home(), shared.host());
    }

    @Override
    public Encryption encryption() {
        return new FilesOnly();
    }

    @Override
    public Luggage luggage() {
        return new FilesOnly();
    }

    @Override
    public boolean isUnfinished() {
        return Files.exists(shared.home().resolve(Paths.IMPORT));
    }
}
