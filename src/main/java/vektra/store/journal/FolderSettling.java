package vektra.store.journal;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.text.VektraException;
import vektra.spi.Progress;
import vektra.store.disk.Disk;
import vektra.store.journal.Change.Phase;

/** Settles where each file is written for itself: what is decided lies in the journal until all of them are. */
public final class FolderSettling extends Settling {
    private final Path home;
    private final JournalFolder journal;
    private final AuditLog audit;
    private final Progress progress;

    public FolderSettling(Path home, JournalFolder journal, AuditLog audit, Progress progress, Consumer<Step> runner) {
        super(journal, progress, runner);
        this.home = home;
        this.journal = journal;
        this.audit = audit;
        this.progress = progress;
    }

    @Override
    public void decide(Change commit, Map<String, String> read) {
        journal.write(commit);
    }

    @Override
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

    @Override
    protected boolean log(Change change, boolean again) {
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

    @Override
    protected void forgetIntent(Change decided) {
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

    private static VektraException late(VektraException e) {
        return VektraException.unavailable(
                "the change is done, but not written out yet: " + e.getMessage(),
                "fix the cause; the next command on it finishes the change",
                e);
    }
}
