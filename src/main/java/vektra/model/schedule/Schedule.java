package vektra.model.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Backup;
import vektra.model.name.Id;

/**
 * When backups of an add-on are made by themselves.
 *
 * @param addon by its id, which a rename leaves
 * @param to where copies go; null for nowhere
 */
public record Schedule(Id addon, Timing at, Keep keep, @Nullable Destination to, Runs runs) {
    /** When something is to be done next. */
    public Instant nextAt() {
        Instant failedAt = runs.failedAt();
        return failedAt == null ? at.next(runs.done()) : Runs.again(failedAt, runs.failures());
    }

    /** Whether something is to be done at that moment; also where the clock was ahead when it was last done. */
    public boolean isDue(Instant now) {
        Instant failedAt = runs.failedAt();
        return !nextAt().isAfter(now) || runs.done().isAfter(now) || (failedAt != null && failedAt.isAfter(now));
    }

    /** Whether both say the same, however far they are. */
    public boolean isAs(Timing when, Keep which, @Nullable Destination where) {
        return at.equals(when) && keep.equals(which) && Objects.equals(to, where);
    }

    /** With other settings from then on; the backups that were made by it remain its own. */
    public Schedule changed(Timing when, Keep which, @Nullable Destination where, Instant now) {
        return new Schedule(addon, when, which, where, Runs.since(now).keeping(runs.made()));
    }

    /** Once a backup was made, which is copied next where copies go somewhere. */
    public Schedule made(Backup backup) {
        return with(runs.made(backup, to != null));
    }

    public Schedule failed(Instant now, String problem) {
        return with(runs.failed(now, problem));
    }

    public Schedule succeeded(Instant now) {
        return with(runs.succeeded(now));
    }

    public Schedule nothingToCopy() {
        return with(runs.nothingToCopy());
    }

    /** The backups that were made by it, of all that there are. */
    public List<Backup> own(List<Backup> all) {
        return all.stream()
                .filter(backup -> runs.made().stream().anyMatch(one -> one.is(backup)))
                .toList();
    }

    /** With these of its backups alone. */
    public Schedule keeping(List<Backup> some) {
        return with(runs.keeping(some.stream()
                .map(backup -> new Runs.Made(backup.number(), backup.startedAt()))
                .toList()));
    }

    private Schedule with(Runs other) {
        return new Schedule(addon, at, keep, to, other);
    }
}
