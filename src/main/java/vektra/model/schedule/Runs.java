package vektra.model.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Backup;

/**
 * How far a schedule is.
 *
 * @param done every time up to this one is done, or was passed over
 * @param succeededAt when a run last came to its end; null when none did
 * @param made the backups that it made and that stay
 * @param uncopied the number of the last one, while it is not copied yet; else null
 * @param failures in a row
 * @param failedAt of the last of them; null when there is none
 * @param problem of the last of them; empty when there is none
 */
public record Runs(
        Instant done,
        @Nullable Instant succeededAt,
        List<Made> made,
        @Nullable Integer uncopied,
        int failures,
        @Nullable Instant failedAt,
        String problem) {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 4;

    /** A backup, by what tells it from another that has its number once it is gone. */
    public record Made(int number, Instant startedAt) {
        public boolean is(Backup backup) {
            return backup.number() == number && backup.startedAt().equals(startedAt);
        }
    }

    public static Runs since(Instant start) {
        return new Runs(start, null, List.of(), null, 0, null, "");
    }

    /** With one more backup, which has to be copied; what has failed before has now been done. */
    Runs made(Backup backup, boolean toCopy) {
        List<Made> all = new ArrayList<>(made);
        all.add(new Made(backup.number(), backup.startedAt()));
        return new Runs(done, succeededAt, List.copyOf(all), toCopy ? backup.number() : null, failures, failedAt, problem);
    }

    /** Once all is done that was due then. */
    Runs succeeded(Instant now) {
        return new Runs(now, now, made, null, 0, null, "");
    }

    Runs failed(Instant now, String why) {
        return new Runs(done, succeededAt, made, uncopied, failures + 1, now, why);
    }

    Runs keeping(List<Made> some) {
        return new Runs(done, succeededAt, List.copyOf(some), uncopied, failures, failedAt, problem);
    }

    /** The copy that is still to be made, when the backup itself is gone. */
    Runs nothingToCopy() {
        return new Runs(done, succeededAt, made, null, failures, failedAt, problem);
    }

    /** When it is tried again after its failures: after 5 minutes, then 10, and in the end each 80. */
    static Instant again(Instant failedAt, int failures) {
        return failedAt.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS)));
    }
}
