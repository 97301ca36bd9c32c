package vektra.store;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import vektra.model.Failpoint;
import vektra.model.Kind;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Progress;
import vektra.store.Change.Phase;

/** Carries a change to its end: back when it was only begun, forward once it was decided. Needs the change's locks. */
final class Settling {
    private final Path home;
    private final Journal journal;
    private final Progress progress;
    private final Consumer<Step> runner;

    Settling(Path home, Journal journal, Progress progress, Consumer<Step> runner) {
        this.home = home;
        this.journal = journal;
        this.progress = progress;
        this.runner = runner;
    }

    /** Settles what a dead process left; intents first, while what was decided still stands beside its own. */
    void settle(List<Change> changes) {
        changes.stream().filter(change -> change.phase() == Phase.INTENT).forEach(this::undo);
        for (Change change : changes) {
            if (!journal.has(change)) {
                // another process ended it between the look and the lock; what it wrote may be long out of date
                continue;
            }
            if (change.phase() == Phase.COMMIT) {
                complete(change, true);
            } else if (change.phase() == Phase.FINISH) {
                forgetIntent(change);
                runSteps(change, true);
            }
        }
    }

    /** Runs the steps of an intent, unless its change was decided after all. */
    void undo(Change intent) {
        boolean decided = journal.has(intent.at(Phase.COMMIT)) || journal.has(intent.at(Phase.FINISH));
        if (journal.has(intent) && !decided) {
            Failpoint.reached("store: undo begins");
            runSteps(intent, true);
        }
    }

    /**
     * Writes a decided change out and finishes it.
     *
     * @param again whether a dead process may have written some of it
     */
    void complete(Change commit, boolean again) {
        forgetIntent(commit);
        try {
            apply(commit, again);
        } catch (VektraException e) {
            throw again ? stuck(commit, e) : late(e);
        }
        if (commit.steps().isEmpty()) {
            journal.drop(commit);
            return;
        }
        Change finish = commit.at(Phase.FINISH);
        journal.write(finish);
        journal.drop(commit);
        runSteps(finish, again);
    }

    private void forgetIntent(Change decided) {
        Change intent = decided.at(Phase.INTENT);
        if (journal.has(intent)) {
            journal.drop(intent);
            // Without this a power failure might keep the intent and lose the commit, which leaves the folder later.
            journal.sync();
        }
    }

    private void apply(Change commit, boolean again) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Image image : commit.images()) {
            Path file = home.resolve(image.path());
            Path folder = Objects.requireNonNull(file.getParent());
            if (!(image instanceof Image.Log) && folders.add(folder)) {
                Disk.makeFolder(folder);
            }
            apply(image, file, again);
            Failpoint.reached("store: " + image.path() + " written out");
        }
        folders.forEach(Disk::sync);
    }

    private void apply(Image image, Path file, boolean again) {
        if (image instanceof Image.Put put) {
            Disk.replace(file, Disk.temporary(file), put.content().bytes());
        } else if (image instanceof Image.Append append) {
            Disk.append(file, append.offset(), append.content().bytes());
        } else if (image instanceof Image.Delete) {
            Disk.delete(file);
        } else if (image instanceof Image.Move move) {
            Disk.move(home.resolve(move.from()), file);
        } else if (image instanceof Image.Log log
                && !(again && Disk.hasLine(file, log.content().bytes()))) {
            Disk.log(file, log.content().bytes());
        }
    }

    /**
     * What fails because something is down stays in the journal for the next time; the change itself stands.
     *
     * @param again whether it is another command's change, whose failure must not stop the work in hand
     */
    private void runSteps(Change change, boolean again) {
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
            return;
        } catch (RuntimeException e) {
            throw stuck(change, e);
        }
        if (journal.has(change)) {
            journal.drop(change);
        }
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
