package vektra.addons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.SideBySide;
import vektra.addons.data.Backups;
import vektra.addons.data.Drills;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;
import vektra.model.name.AddonName;
import vektra.model.name.Id;
import vektra.model.text.Next;
import vektra.model.text.VektraException;
import vektra.spi.Courier;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Makes the backups whose time has come, copies and drills them; however many run at once, of each add-on one does. */
public record Scheduler(
        Engine engine,
        Store store,
        Backups backups,
        Drills drills,
        Shelf shelf,
        Courier courier,
        Progress progress,
        History history,
        SideBySide sideBySide) {
    static final String COMMAND = "backups:run";
    /** Later than that a backup is overdue. */
    public static final Duration PATIENCE = Duration.ofMinutes(15);

    /**
     * One run.
     *
     * @param backup that was made; null when there was nothing but copies to make, or it failed
     * @param copied how many copies were made
     * @param drill of a backup; null when there was none
     * @param problem why it failed; null when it did not
     * @param againAt when something is to be done next; null when a person has to do something first
     */
    public record Ran(
            AddonName addon,
            @Nullable Backup backup,
            int copied,
            @Nullable Drill drill,
            @Nullable String problem,
            @Nullable Instant againAt) {
        public boolean failed() {
            return problem != null || (drill != null && drill.problem() != null);
        }
    }

    /**
     * Does all that is to be done by now: first all backups, so that a copy or a drill that takes long delays none of them. A
     * failure is recorded, and stops nothing else.
     */
    public List<Ran> run() {
        engine.recover();
        List<Round> rounds = store.agenda().backupsDue(history.now()).stream()
                .map(id -> new Round(this, id))
                .toList();
        each(sideBySide, rounds, Round::backUp);
        each(sideBySide, rounds, Round::copy);
        each(drills.sideBySide(), rounds, Round::drill);
        return rounds.stream().flatMap(round -> round.ran().stream()).toList();
    }

    private void each(SideBySide some, List<Round> rounds, Consumer<Round> part) {
        some.each(rounds, round -> locked(round.id(), () -> part.accept(round)));
    }

    /** Warns when backups are overdue and nothing is at it. */
    public void overdue() {
        Instant now = history.now();
        Snapshot at = engine.read();
        List<Id> overdue = store.agenda().backupsDue(now.minus(PATIENCE)).stream()
                .filter(id -> isOverdue(at, id, now))
                .toList();
        if (overdue.isEmpty()) {
            return;
        }
        Optional<Store.Session> free = engine.open(List.of(atWork(false)), false);
        free.ifPresent(session -> {
            session.close();
            progress.warn((overdue.size() == 1 ? "a scheduled backup is" : overdue.size() + " scheduled backups are")
                    + " overdue, and nothing makes scheduled backups; now: " + Next.of(COMMAND) + ", from now on: "
                    + Next.of("addons:units").with("backups"));
        });
    }

    /** One that cannot be read is a problem that no other command should fail for. */
    private static boolean isOverdue(Snapshot at, Id id, Instant now) {
        try {
            return at.schedule(id)
                    .filter(schedule -> schedule.isDue(now.minus(PATIENCE)))
                    .isPresent();
        } catch (VektraException damaged) {
            return false;
        }
    }

    private static Locks.Name atWork(boolean shared) {
        return new Locks.Name(Locks.Name.Kind.SERVER, "scheduler", shared);
    }

    @SuppressWarnings("try") // the session is held, so that no other process runs the same
    private boolean locked(Id id, Runnable work) {
        List<Locks.Name> locks =
                List.of(atWork(true), Locks.Name.alone(Locks.Name.Kind.SERVER, "scheduled backup of " + id));
        Optional<Store.Session> opened = engine.open(locks, false);
        if (opened.isPresent()) {
            try (Store.Session held = opened.get()) {
                work.run();
            }
        }
        return opened.isPresent();
    }
}
