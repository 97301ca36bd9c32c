package vektra.store.etcd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Progress;

/**
 * Locks that are keys: all of a change are taken in one transaction, and all end with one lease when their process does not
 * keep it alive. A lease is no lock: a process that stood still may find that another one has its locks, so whatever it
 * writes under them is refused by etcd itself, by {@link #guard}. For any thread.
 */
public final class EtcdLocks implements Locks {
    /** How long the locks of an ended process remain, unless a process on the same machine notices that it ended. */
    public static final Duration USUAL_LIFE = Duration.ofSeconds(15);

    /** How many locks one transaction takes; further ones are taken by further transactions, in a fixed order. */
    private static final int AT_ONCE = 40;

    /** What is at work on this host without having waited for it, which holds up who takes everything there. */
    private static final Name AT_WORK = Name.shared(Name.Kind.SERVER, "etcd");

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = 128;
    private static final Comparator<Name> ORDER =
            Comparator.comparing((Name name) -> name.kind()).thenComparing(name -> name.name());

    private final Etcd etcd;
    private final Keys keys;
    private final Locks host;
    private final Progress progress;
    private final Duration life;
    private final Blockers blockers;
    private final Map<Name, Taken> alone = new ConcurrentHashMap<>();

    EtcdLocks(Etcd etcd, Keys keys, Locks host, Progress progress, Duration life) {
        this.etcd = etcd;
        this.keys = keys;
        this.host = host;
        this.progress = progress;
        this.life = life;
        this.blockers = new Blockers(etcd, keys);
    }

    @Override
    public Held hold(Collection<Name> names) {
        Taken taken = taken(host.hold(List.of()));
        try {
            for (List<Name> some : inTurns(names)) {
                await(taken, some);
            }
            return taken;
        } catch (RuntimeException | Error e) {
            taken.close();
            throw e;
        }
    }

    @Override
    public Optional<Held> tryHold(Collection<Name> names) {
        List<List<Name>> turns = inTurns(names);
        // usually they are held by others, and a look writes nothing
        if (turns.stream().anyMatch(some -> !blockers.areFree(some))) {
            return Optional.empty();
        }
        Optional<Held> permit = host.tryHold(List.of(AT_WORK));
        if (permit.isEmpty()) {
            return Optional.empty();
        }
        Taken taken = taken(permit.get());
        try {
            for (List<Name> some : turns) {
                if (!taken.takes(some).isEmpty()) {
                    taken.close();
                    return Optional.empty();
                }
            }
            return Optional.of(taken);
        } catch (RuntimeException | Error e) {
            taken.close();
            throw e;
        }
    }

    private Taken taken(Held permit) {
        try {
            return new Taken(permit);
        } catch (RuntimeException | Error e) {
            permit.close();
            throw e;
        }
    }

    @Override
    public Optional<Held> tryHoldAll() {
        Taken taken = new Taken(() -> {});
        Txn txn = new Txn()
                .whenNone(keys.locks())
                .put(keys.everything(), taken.holder.bytes(), taken.lease.id())
                .put(keys.holder(taken.lease.id()), taken.holder.bytes(), taken.lease.id());
        if (taken.succeeds(txn)) {
            return Optional.of(taken);
        }
        taken.close();
        return Optional.empty();
    }

    /** A name that occurs twice is one lock, exclusive if either is. */
    private static List<List<Name>> inTurns(Collection<Name> names) {
        Map<Name, Name> merged = new TreeMap<>(ORDER);
        names.forEach(name -> merged.merge(name, name, (one, other) -> one.shared() ? other : one));
        List<List<Name>> turns = new ArrayList<>();
        for (Name name : merged.values()) {
            if (turns.isEmpty() || turns.get(turns.size() - 1).size() == AT_ONCE) {
                turns.add(new ArrayList<>());
            }
            turns.get(turns.size() - 1).add(name);
        }
        return turns;
    }

    /** Adds the condition that the locks are still held; UNAVAILABLE if this process does not hold them. */
    Txn guard(Txn txn, Collection<Name> locks) {
        return txn.whenThere(keys.holder(taken(locks).lease.id()));
    }

    /** Whether the locks were lost, according to etcd. */
    boolean areLost(Collection<Name> locks) {
        Taken taken = taken(locks);
        if (etcd.read(Txn.Range.of(keys.holder(taken.lease.id())).names()).isEmpty()) {
            taken.lease.give();
        }
        return !taken.isHeld();
    }

    /** Treats the locks of a change as lost, since it is unknown whether the change was committed. */
    void abandon(Collection<Name> locks) {
        taken(locks).lease.give();
    }

    static VektraException lost(Collection<Name> locks) {
        return VektraException.unavailable(
                "the lock of " + shown(locks.iterator().next())
                        + " was lost, since this process or etcd stood still for too long",
                "try again: what was begun is undone by the next command on it",
                null);
    }

    private Taken taken(Collection<Name> locks) {
        for (Name name : locks) {
            Taken taken = name.shared() ? null : alone.get(name);
            if (taken != null) {
                return taken;
            }
        }
        throw lost(locks);
    }

    private void await(Taken taken, List<Name> names) {
        long start = System.nanoTime();
        boolean reported = false;
        List<Entry> before = taken.takes(names);
        for (long pause = 8; !before.isEmpty(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            if (!reported && System.nanoTime() - start > PATIENCE) {
                progress.doing("waiting for another vektra process that is working on " + shown(names.get(0)));
                reported = true;
            }
            if (!blockers.endDead(before)) {
                pause(pause);
            }
            if (blockers.areFree(names)) {
                before = taken.takes(names);
            }
        }
    }

    private static void pause(long longest) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted while waiting for another vektra process", null, e);
        }
    }

    private static String shown(Name name) {
        return name.kind().name().toLowerCase(Locale.ROOT) + " " + name.name();
    }

    private final class Taken implements Held {
        private final Held permit;
        private final Lease lease = Lease.take(etcd, life);
        private final Holder holder = Holder.of(lease.id());
        private final List<Name> names = new ArrayList<>();
        private boolean closed;

        private Taken(Held permit) {
            this.permit = permit;
        }

        /** Takes all locks, or none if others conflict; returns the conflicting ones. */
        private List<Entry> takes(List<Name> wanted) {
            Txn txn = new Txn().whenGone(keys.everything()).orRead(Txn.Range.of(keys.everything()));
            if (!names.isEmpty()) {
                txn.whenThere(keys.holder(lease.id()));
            }
            for (Name name : wanted) {
                String lock = keys.lock(name);
                txn.whenGone(lock + "a");
                if (name.shared()) {
                    txn.put(lock + "s/" + lease.id(), holder.bytes(), lease.id());
                } else {
                    txn.whenNone(lock + "s/").put(lock + "a", holder.bytes(), lease.id());
                }
                txn.orRead(Txn.Range.under(lock));
            }
            txn.put(keys.holder(lease.id()), holder.bytes(), lease.id());
            Etcd.Sent sent = sent(txn);
            List<Entry> before = sent.reply().succeeded()
                    ? List.of()
                    : blockers.of(sent.reply().ranges(), wanted);
            if (!sent.reply().succeeded()
                    && (before.isEmpty() || before.stream().anyMatch(this::isOurs))) {
                // it was carried out when it was sent first; or the lease has ended
                if (before.stream().noneMatch(this::isOurs)) {
                    throw lost(wanted);
                }
                before = List.of();
            }
            if (before.isEmpty()) {
                names.addAll(wanted);
                wanted.stream().filter(name -> !name.shared()).forEach(name -> alone.put(name, this));
            }
            return before;
        }

        private boolean isOurs(Entry lock) {
            return Holder.read(lock).lease() == lease.id();
        }

        private Etcd.Sent sent(Txn txn) {
            try {
                return etcd.once(txn);
            } catch (Etcd.Unanswered e) {
                throw etcd.unavailable(e);
            }
        }

        private boolean succeeds(Txn txn) {
            Etcd.Sent sent = sent(txn);
            return sent.reply().succeeded()
                    || (sent.again()
                            && !etcd.read(Txn.Range.of(keys.holder(lease.id()))).isEmpty());
        }

        @Override
        public boolean isHeld() {
            return lease.isAlive();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                names.forEach(name -> alone.remove(name, this));
                lease.close();
                permit.close();
            }
        }
    }
}
