package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import vektra.model.Failpoint;
import vektra.spi.Locks.Name;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Change.Phase;
import vektra.store.journal.Journal;

/**
 * The journal, kept in keys. A change is written by the transaction that decides it, except for changes that are too large
 * for one transaction: {@code decided/<id>} marks those, and {@code big/<id>/} holds what they write.
 */
final class EtcdJournal implements Journal {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Etcd etcd;
    private final Keys keys;
    private final EtcdLocks locks;

    EtcdJournal(Etcd etcd, Keys keys, EtcdLocks locks) {
        this.etcd = etcd;
        this.keys = keys;
        this.locks = locks;
    }

    String key(Change change) {
        return change.phase() == Phase.COMMIT ? keys.decided(change.id()) : keys.journal() + change.file();
    }

    @Override
    public Entries entries() {
        Reply reply = etcd.txn(new Txn().read(Txn.Range.under(keys.journal())).read(Txn.Range.under(keys.decided())));
        List<Change> changes = new ArrayList<>();
        for (Entry entry : reply.ranges().get(0).entries()) {
            String name = entry.key().substring(keys.journal().length());
            for (Phase phase : List.of(Phase.INTENT, Phase.FINISH)) {
                if (name.endsWith(phase.suffix())) {
                    String id = name.substring(0, name.length() - phase.suffix().length());
                    changes.add(Change.decode(Path.of(entry.key()), id, phase, entry.value(), Seals.PLAIN));
                }
            }
        }
        reply.ranges().get(1).entries().forEach(entry -> decided(entry).ifPresent(changes::add));
        return new Entries(Set.of(), changes);
    }

    /** A decided change that is too large for one transaction; empty if it has been written out since. */
    Optional<Change> decided(Entry mark) {
        String id = mark.key().substring(keys.decided().length());
        List<Entry> pieces = etcd.all(Txn.Range.under(keys.pieces(id)));
        int count = Integer.parseInt(new String(mark.value(), UTF_8));
        return pieces.size() < count
                ? Optional.empty()
                : Optional.of(Change.decode(Path.of(mark.key()), id, Phase.COMMIT, Pieces.joined(pieces), Seals.PLAIN));
    }

    @Override
    public boolean has(Change change) {
        return etcd.has(key(change));
    }

    @Override
    public void write(Change change) {
        put(key(change), change.encode(Seals.PLAIN), change.locks());
        Failpoint.reached("store: " + change.phase().suffix() + " written");
    }

    /** Writes a key on condition that the locks are held; UNAVAILABLE if they were lost. */
    void put(String key, byte[] value, Collection<Name> held) {
        require(locks.guard(new Txn(), held).put(key, value), held);
    }

    private void require(Txn guarded, Collection<Name> held) {
        if (!etcd.txn(guarded).succeeded()) {
            throw EtcdLocks.lost(held);
        }
    }

    @Override
    public void drop(Change change) {
        Txn txn = locks.guard(new Txn(), change.locks())
                .delete(key(change))
                .delete(keys.pieces(change.id()), Txn.end(keys.pieces(change.id())))
                .delete(keys.later(change.file()));
        require(txn, change.locks());
        Failpoint.reached("store: " + change.phase().suffix() + " dropped");
    }

    /** Uses a lease, since the clocks of hosts differ. */
    @Override
    public void postpone(Change change) {
        postpone(change.file());
    }

    void postpone(String what) {
        long lease = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        etcd.grant(lease, PAUSE.toSeconds());
        etcd.txn(new Txn().put(keys.later(what), new byte[0], lease));
    }

    @Override
    public boolean postponed(Change change) {
        return etcd.has(keys.later(change.file()));
    }

    @Override
    public void sweep(Name lock) {}

    @Override
    public String shown(Change change) {
        return key(change);
    }

    @Override
    public String lastResort() {
        return "delete the key";
    }
}
