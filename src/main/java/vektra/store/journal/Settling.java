package vektra.store.journal;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Progress;
import vektra.store.disk.Disk;
import vektra.store.journal.Change.Phase;

/** Carries a change to its end: back when it was only begun, forward once it was decided. Needs the change's locks. */
public final class Settling {
    private final Path home;
    private final Journal journal;
    private final AuditLog audit;
    private final Progress progress;
    private final Consumer<Step> runner;

    public Settling(Path home, Journal journal, AuditLog audit, Progress progress, Consumer<Step> runner) {
        this.home = home;
        this.journal = journal;
        this.audit = audit;
        this.progress = progress;
        this.runner = runner;
    }

    /** Settles what a dead process left; intents first, while what was decided still stands beside its own. */
    void settle(List<Change> changes) {
        changes.stream().filter(change -> change.phase() == Phase.INTENT).forEach(intent -> undo(intent, true));
        for (Change change : changes) {
            if (!journal.has(change)) {
                // another process ended it between the look and the lock; what it wrote may be long out of date
                continue;
            }
            if (change.phase() == Phase.COMMIT) {
                complete(change, true);
            } else if (change.phase() == Phase.FINISH) {
                forgetIntent(change);
                finish(change, true, log(change, true));
            }
        }
    }

    /**
     * Runs the steps of an intent, unless its change was decided after all.
     *
     * @param died whether its process did, which the audit says of what cannot be undone
     */
    public void undo(Change intent, boolean died) {
        boolean decided = journal.has(intent.at(Phase.COMMIT)) || journal.has(intent.at(Phase.FINISH));
        if (journal.has(intent) && !decided) {
            Failpoint.reached("store: undo begins");
            if (died) {
                log(intent, true);
            }
            if (runSteps(intent, true)) {
                journal.drop(intent);
            }
        }
    }

    /**
     * Writes a decided change out and finishes it.
     *
     * @param again whether a dead process may have written some of it
     */
    public void complete(Change commit, boolean again) {
        forgetIntent(commit);
        try {
            apply(commit);
        } catch (VektraException e) {
            throw again ? stuck(commit, e) : late(e);
        }
        boolean logged = log(commit, again);
        if (logged && commit.steps().isEmpty()) {
            journal.drop(commit);
            return;
        }
        Change finish = commit.finish(logged, commit.steps());
        if (logged) {
            journal.write(finish);
            journal.drop(commit);
        } else {
            // a new name takes no space on a disk that is full
            journal.rename(commit, finish);
        }
        finish(finish, again, logged);
    }

    /** Runs the steps of a change that is written out, which is then over, or waits for its line of the audit alone. */
    private void finish(Change change, boolean again, boolean logged) {
        if (!runSteps(change, again)) {
            return;
        }
        if (logged) {
            journal.drop(change);
            return;
        }
        try {
            journal.write(change.finish(false, List.of()));
            journal.postpone(change);
        } catch (VektraException e) {
            progress.doing("leaving the audit of " + change.command() + " for later");
        }
    }

    /**
     * Adds the change's lines to the audit. What keeps that from happening, such as a full disk, does not stop the change:
     * the journal keeps the lines until they are there.
     *
     * @return whether they are
     */
    private boolean log(Change change, boolean again) {
        try {
            for (Image image : change.images()) {
                if (image instanceof Image.Log line) {
                    audit.add(line.content(), again);
                    Failpoint.reached("store: " + line.path() + " written out");
                }
            }
            return true;
        } catch (VektraException e) {
            progress.warn("the audit does not name this " + change.command() + " yet: " + e.getMessage()
                    + "; a later command adds it");
            return false;
        }
    }

    private void forgetIntent(Change decided) {
        Change intent = decided.at(Phase.INTENT);
        if (journal.has(intent)) {
            journal.drop(intent);
            // Without this a power failure might keep the intent and lose the commit, which leaves the folder later.
            journal.sync();
        }
    }

    private void apply(Change commit) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Image image : commit.images()) {
            if (image instanceof Image.Log) {
                continue;
            }
            Path file = home.resolve(image.path());
            Path folder = Objects.requireNonNull(file.getParent());
            if (folders.add(folder)) {
                Disk.makeFolder(folder);
            }
            apply(image, file);
            Failpoint.reached("store: " + image.path() + " written out");
        }
        folders.forEach(Disk::sync);
    }

    private void apply(Image image, Path file) {
        if (image instanceof Image.Put put) {
            Disk.replace(file, Disk.temporary(file), put.content().bytes());
        } else if (image instanceof Image.Append append) {
            Disk.append(file, append.offset(), append.content().bytes());
        } else if (image instanceof Image.Delete) {
            Disk.delete(file);
        } else if (image instanceof Image.Move move) {
            Disk.move(home.resolve(move.from()), file);
        }
    }

    /**
     * What fails because something is down stays in the journal for the next time; the change itself stands.
     *
     * @param again whether it is another command's change, whose failure must not stop the work in hand
     * @return whether they are all done, and the change is still in the journal
     */
    private boolean runSteps(Change change, boolean again) {
        try {
            for (Step step : change.steps()) {
                runner.accept(step);
                Failpoint.reached("store: step of " + change.phase().suffix() + " done");
            }
        } catch (VektraException e) {
            if (e.kind() != Kind.UNAVAILABLE) {
                throw stuck(change, e);
            }
            if (!again) {
                throw VektraException.unavailable(
                        "the change is done, but not cleaned up yet: " + e.getMessage(),
                        "the next command on it tries again",
                        e);
            }
            journal.postpone(change);
            progress.warn(change.command() + " is not cleaned up yet: " + e.getMessage()
                    + "; the next command on it tries again");
            return false;
        } catch (RuntimeException e) {
            throw stuck(change, e);
        }
        return journal.has(change);
    }

    private static VektraException late(VektraException e) {
        return VektraException.unavailable(
                "the change is done, but not written out yet: " + e.getMessage(),
                "fix the cause; the next command on it finishes the change",
                e);
    }

    private VektraException stuck(Change change, RuntimeException e) {
        return VektraException.unavailable(
                "cannot settle " + journal.path(change) + ": " + e.getMessage(),
                "fix the cause, or move the file away",
                e);
    }
}
