package vektra.model.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;

/**
 * How far a schedule is.
 *
 * @param done when the last backup was made; before the first, when the schedule was
 * @param succeededAt when all was last done; null when it never was
 * @param made the backups that it made and that stay
 * @param copies that are at the destination, or were begun there, and are deleted there once they need not stay
 * @param failures in a row
 * @param failedAt of the last of them; null when there is none
 * @param problem of the last of them; empty when there is none
 * @param drill the last of a backup that it made; null for none
 */
public record Runs(
        Instant done,
        @Nullable Instant succeededAt,
        List<Made> made,
        List<Copy> copies,
        int failures,
        @Nullable Instant failedAt,
        String problem,
        @Nullable Drill drill) {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 4;

    /**
     * A backup, by what tells it from another that has its number once it is gone.
     *
     * @param copied whether nothing is left to be copied
     */
    public record Made(int number, Instant startedAt, boolean copied) {
        boolean is(Backup backup) {
            return backup.number() == number && backup.startedAt().equals(startedAt);
        }
    }

    /**
     * A copy of a backup; it may be there longer than the backup.
     *
     * @param startedAt when the backup was begun
     * @param whole whether it is there; else nothing may be there, or a part
     */
    public record Copy(String name, Instant startedAt, boolean whole) {}

    static Runs since(Instant start) {
        return new Runs(start, null, List.of(), List.of(), 0, null, "", null);
    }

    Runs made(Backup backup, boolean copied, Instant now) {
        List<Made> all = new ArrayList<>(made);
        all.add(new Made(backup.number(), backup.startedAt(), copied));
        return new Runs(now, succeededAt, List.copyOf(all), copies, failures, failedAt, problem, drill);
    }

    Runs succeeded(Instant now) {
        return new Runs(done, now, made, copies, 0, null, "", drill);
    }

    Runs failed(Instant now, String why) {
        return new Runs(done, succeededAt, made, copies, failures + 1, now, why, drill);
    }

    Runs with(List<Made> others) {
        return new Runs(done, succeededAt, List.copyOf(others), copies, failures, failedAt, problem, drill);
    }

    Runs copying(List<Copy> others) {
        return new Runs(done, succeededAt, made, List.copyOf(others), failures, failedAt, problem, drill);
    }

    Runs drilled(@Nullable Drill last) {
        return new Runs(done, succeededAt, made, copies, failures, failedAt, problem, last);
    }

    /** When it is tried again after its failures: after 5 minutes, then 10, and in the end each 80. */
    static Instant again(Instant failedAt, int failures) {
        return failedAt.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, DOUBLINGS)));
    }
}
