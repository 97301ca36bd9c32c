package vektra.store.journal;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Progress;
import vektra.store.journal.Change.Phase;

/** Carries a change to its end: back when it was only begun, forward once it was decided. Needs the change's locks. */
public abstract class Settling {
    private final Journal journal;
    private final Progress progress;
    private final Consumer<Step> runner;

    protected Settling(Journal journal, Progress progress, Consumer<Step> runner) {
        this.journal = journal;
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
     * The point of no return: once this returns, the change is done now or after a crash; refused, nothing is written.
     *
     * @param read the files that were read for it, each with what tells this state of the file from any other
     */
    public abstract void decide(Change commit, Map<String, String> read);

    /**
     * Writes a decided change out and finishes it.
     *
     * @param again whether a dead process may have written some of it
     */
    public abstract void complete(Change commit, boolean again);

    /** Drops an intent that a crash left beside what was decided. */
    protected abstract void forgetIntent(Change decided);

    /** Runs the steps of a change that is written out, which is then over, or waits for its line of the audit alone. */
    protected final void finish(Change change, boolean again, boolean logged) {
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
    protected abstract boolean log(Change change, boolean again);

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

    protected final VektraException stuck(Change change, RuntimeException e) {
        return VektraException.unavailable(
                "cannot settle " + journal.shown(change) + ": " + e.getMessage(),
                "fix the cause, or " + journal.lastResort(),
                e);
    }
}
