package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Progress;
import vektra.store.disk.Paths;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Change.Phase;
import vektra.store.journal.Image;
import vektra.store.journal.Images;
import vektra.store.journal.Settling;

/**
 * Settles where a change is one transaction: what was read is as it was, the locks are still held, all is written with the
 * line of the audit, and the intent is gone or says what is to be finished. One that is too large is written beside first;
 * the transaction then says that it is decided, who reads counts it in, and it is written out in parts.
 */
final class EtcdSettling extends Settling {
    /** How many conditions on what was read the transaction itself contains; further ones are checked just before it. */
    private static final int COMPARED = 100;

    /** How many operations one transaction contains at most. */
    private static final int PARTS = 100;

    private static final long BYTES = 1 << 20;

    private final Etcd etcd;
    private final Keys keys;
    private final EtcdLocks locks;
    private final EtcdJournal journal;
    private final EtcdAudit audit;
    private @Nullable Change large;

    EtcdSettling(
            Etcd etcd,
            Keys keys,
            EtcdLocks locks,
            EtcdJournal journal,
            EtcdAudit audit,
            Progress progress,
            Consumer<Step> runner) {
        super(journal, progress, runner);
        this.etcd = etcd;
        this.keys = keys;
        this.locks = locks;
        this.journal = journal;
        this.audit = audit;
    }

    @Override
    public void decide(Change commit, Map<String, String> read) {
        List<Image> merged = Pieces.merged(commit.images(), new Images(Path.of(keys.root()), List.of()), this::stored);
        List<Consumer<Txn>> parts = new ArrayList<>();
        merged.forEach(image -> parts.addAll(Pieces.of(image, keys)));
        Txn whole = new Txn();
        parts.forEach(part -> part.accept(whole));
        boolean fits = parts.size() <= PARTS && whole.bytes() <= BYTES;
        large = fits
                ? null
                : new Change(commit.id(), Phase.COMMIT, commit.command(), commit.locks(), merged, commit.steps());
        int pieces = large == null ? 0 : putAside(large);
        List<Guard> guards = new ArrayList<>();
        read.forEach((path, stamp) -> guards.add(Guard.of(path, stamp)));
        List<Guard> early = guards.subList(0, Math.max(0, guards.size() - COMPARED / 2));
        requireUnchanged(early);
        String line = audit.key(commit.id(), System.currentTimeMillis());
        Txn txn = locks.guard(new Txn(), commit.locks()).whenGone(line);
        guards.subList(early.size(), guards.size()).forEach(guard -> guard.compare(txn, keys));
        if (large == null) {
            parts.forEach(part -> part.accept(txn));
            txn.delete(journal.key(commit.at(Phase.INTENT)));
            if (!commit.steps().isEmpty()) {
                Change finish = commit.finish(true, commit.steps());
                txn.put(journal.key(finish), finish.encode(Seals.PLAIN));
            }
        } else {
            txn.delete(journal.key(commit.at(Phase.INTENT)));
            txn.put(journal.key(large), Integer.toString(pieces).getBytes(UTF_8));
        }
        txn.put(line, line(commit).bytes()).put(keys.changed(), commit.id().getBytes(UTF_8));
        decide(txn, commit, line, guards);
        Failpoint.reached("store: " + Phase.COMMIT.suffix() + " written");
    }

    private void decide(Txn txn, Change commit, String line, List<Guard> guards) {
        try {
            Etcd.Sent sent = etcd.once(txn);
            if (sent.reply().succeeded() || (sent.again() && isThere(line))) {
                return;
            }
        } catch (Etcd.Unanswered e) {
            // it may still arrive, so nothing is undone: the lock is given up, and with it the transaction if it is
            // late
            locks.abandon(commit.locks());
            throw VektraException.unavailable(
                    "etcd did not answer in time (" + e.getMessage() + "), so it is not known whether this "
                            + commit.command() + " is done",
                    "look at it once etcd answers; what it left half done is settled by the next command on it",
                    null);
        }
        if (locks.areLost(commit.locks())) {
            throw EtcdLocks.lost(commit.locks());
        }
        requireUnchanged(guards);
        throw VektraException.conflict("something changed while this was being decided", "try again");
    }

    private static Image.Text line(Change commit) {
        return commit.images().stream()
                .filter(image -> image instanceof Image.Log)
                .map(image -> ((Image.Log) image).content())
                .findFirst()
                .orElseThrow();
    }

    /** Whether it is; where that is not answered, neither is what depends on it. */
    private boolean isThere(String key) {
        return !etcd.once(new Txn().read(Txn.Range.of(key).names()))
                .reply()
                .ranges()
                .get(0)
                .isEmpty();
    }

    private Optional<byte[]> stored(String path) {
        String file = keys.file(path);
        return EtcdGlance.Seen.of(etcd.read(Txn.Range.of(file, Keys.end(file))).entries())
                .content();
    }

    /** The revisions of a file when it was read. */
    private record Guard(String path, long first, long last) {
        static Guard of(String path, String stamp) {
            int space = stamp.indexOf(' ');
            return new Guard(
                    path, Long.parseLong(stamp.substring(0, space)), Long.parseLong(stamp.substring(space + 1)));
        }

        void compare(Txn txn, Keys keys) {
            String file = keys.file(path);
            txn.whenAt(file, first);
            if (path.endsWith(Paths.RELEASES)) {
                // appended content has a key of its own
                txn.whenNotAfter(file + "#", Keys.end(file), last);
            }
        }
    }

    private void requireUnchanged(List<Guard> guards) {
        for (int from = 0; from < guards.size(); from += COMPARED / 2) {
            List<Guard> some = guards.subList(from, Math.min(from + COMPARED / 2, guards.size()));
            Txn all = new Txn();
            some.forEach(guard -> guard.compare(all, keys));
            if (!etcd.txn(all).succeeded()) {
                for (Guard guard : some) {
                    Txn one = new Txn();
                    guard.compare(one, keys);
                    if (!etcd.txn(one).succeeded()) {
                        throw VektraException.conflict(
                                keys.file(guard.path()) + " changed while this was being decided", "try again");
                    }
                }
            }
        }
    }

    /** Writes down what a change is to write; nothing knows of it before it is decided. Returns in how many pieces. */
    private int putAside(Change change) {
        Change intent = change.at(Phase.INTENT);
        if (!journal.has(intent)) {
            // by which what is put aside is found and deleted, if it is never decided
            journal.write(
                    new Change(change.id(), Phase.INTENT, change.command(), change.locks(), List.of(), List.of()));
        }
        byte[] content = change.encode(Seals.PLAIN);
        int pieces = 0;
        for (int from = 0; from < content.length; from += Pieces.LONGEST) {
            journal.put(Keys.part(keys.pieces(change.id()), from + 1L), Pieces.piece(content, from), change.locks());
            pieces++;
            Failpoint.reached("store: piece " + pieces + " put aside");
        }
        return pieces;
    }

    @Override
    public void complete(Change commit, boolean again) {
        Change written = again ? commit : large;
        if (written != null) {
            writeOut(written);
        }
        if (!commit.steps().isEmpty()) {
            finish(commit.finish(true, commit.steps()), again, true);
        }
    }

    /** In as many transactions as it takes; the last says that it is over. */
    private void writeOut(Change decided) {
        Txn txn = guarded(decided.locks());
        for (Image image : decided.images()) {
            for (Consumer<Txn> part : Pieces.of(image, keys)) {
                if (txn.done() >= PARTS || txn.bytes() >= BYTES / 2) {
                    require(txn, decided.locks());
                    Failpoint.reached("store: part written out");
                    txn = guarded(decided.locks());
                }
                part.accept(txn);
            }
        }
        require(txn, decided.locks());
        Txn last = guarded(decided.locks())
                .delete(journal.key(decided))
                .delete(keys.pieces(decided.id()), Txn.end(keys.pieces(decided.id())));
        if (!decided.steps().isEmpty()) {
            Change finish = decided.finish(true, decided.steps());
            last.put(journal.key(finish), finish.encode(Seals.PLAIN));
        }
        require(last, decided.locks());
        Failpoint.reached("store: all written out");
    }

    private Txn guarded(Collection<Name> held) {
        return locks.guard(new Txn(), held);
    }

    private void require(Txn txn, Collection<Name> held) {
        if (!etcd.txn(txn).succeeded()) {
            throw EtcdLocks.lost(held);
        }
    }

    /** The transaction that decided a change dropped its intent. */
    @Override
    protected void forgetIntent(Change decided) {}

    @Override
    protected boolean log(Change change, boolean again) {
        for (Image image : change.images()) {
            if (image instanceof Image.Log line) {
                journal.put(audit.key(change.id()), line.content().bytes(), change.locks());
                Failpoint.reached("store: audit line added");
            }
        }
        return true;
    }
}
