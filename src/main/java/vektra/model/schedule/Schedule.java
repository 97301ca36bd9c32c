package vektra.model.schedule;

import java.time.Duration;
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
public record Schedule(
        Id addon, Timing at, Keep keep, @Nullable Destination to, Runs runs) {
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** One that begins at that moment. */
    public static Schedule of(Id addon, Timing at, Keep keep, @Nullable Destination to, Instant start) {
        return new Schedule(addon, at, keep, to, Runs.since(start));
    }

    /** When something is to be done next: a failure is tried again before anything else. */
    public Instant nextAt() {
        Instant failedAt = runs.failedAt();
        if (failedAt != null) {
            return Runs.again(failedAt, runs.failures());
        }
        return runs.made().stream().allMatch(Runs.Made::copied) ? at.next(runs.done()) : runs.done();
    }

    /** When something was last done or tried. */
    public Instant lastAt() {
        Instant failedAt = runs.failedAt();
        return failedAt == null || failedAt.isBefore(runs.done()) ? runs.done() : failedAt;
    }

    public boolean isDue(Instant now) {
        return isDue(nextAt(), lastAt(), now);
    }

    /** Whether something is to be done at that moment: also where the clock was far ahead when something was last done. */
    public static boolean isDue(Instant nextAt, Instant lastAt, Instant now) {
        return !nextAt.isAfter(now) || lastAt.isAfter(now.plus(CLOCKS_DIFFER));
    }

    /** Whether that is a backup, not only the copy of one; however many were missed, it is one. */
    public boolean isBackupDue(Instant now) {
        return isDue(at.next(runs.done()), runs.done(), now);
    }

    /** Whether both say the same, however far they are. */
    public boolean isAs(Schedule other) {
        return at.equals(other.at) && keep.equals(other.keep) && Objects.equals(to, other.to);
    }

    /** With the settings of another one; the backups that were made by this remain its own, and are copied nowhere else. */
    public Schedule changed(Schedule other) {
        List<Runs.Made> made = runs.made().stream()
                .map(one -> new Runs.Made(one.number(), one.startedAt(), true))
                .toList();
        return other.with(other.runs.with(made));
    }

    public Schedule made(Backup backup, Instant now) {
        return with(runs.made(backup, to == null, now));
    }

    public Schedule failed(Instant now, String problem) {
        return with(runs.failed(now, problem));
    }

    public Schedule succeeded(Instant now) {
        return with(runs.succeeded(now));
    }

    /** The backups that were made by it, of all that there are. */
    public List<Backup> own(List<Backup> all) {
        return all.stream()
                .filter(backup -> runs.made().stream().anyMatch(one -> one.is(backup)))
                .toList();
    }

    /** Those of them that are to be copied. */
    public List<Backup> uncopied(List<Backup> all) {
        return all.stream()
                .filter(backup -> runs.made().stream().anyMatch(one -> one.is(backup) && !one.copied()))
                .toList();
    }

    /** With these of its backups alone. */
    public Schedule keeping(List<Backup> some) {
        return with(runs.with(runs.made().stream()
                .filter(one -> some.stream().anyMatch(one::is))
                .toList()));
    }

    public Schedule copied(Backup backup) {
        return with(runs.with(runs.made().stream()
                .map(one -> one.is(backup) ? new Runs.Made(one.number(), one.startedAt(), true) : one)
                .toList()));
    }

    /** Its settings, without anything that may be secret. */
    @Override
    public String toString() {
        return at + ", keep " + keep + (to == null ? "" : ", to " + to.shown());
    }

    private Schedule with(Runs other) {
        return new Schedule(addon, at, keep, to, other);
    }
}
