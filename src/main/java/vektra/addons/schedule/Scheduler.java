package vektra.addons.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.data.Backups;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.Id;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Schedule;
import vektra.model.text.Next;
import vektra.model.text.VektraException;
import vektra.spi.Courier;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Makes the backups whose time has come, and copies them; however many run at once, of each add-on one does. */
public record Scheduler(
        Engine engine, Store store, Backups backups, Shelf shelf, Courier courier, Progress progress, History history) {
    private static final String COMMAND = "backups:run";
    /** Later than that a backup is overdue. */
    public static final Duration PATIENCE = Duration.ofMinutes(15);

    /**
     * One run.
     *
     * @param backup that was made; null when there was nothing but copies to make, or it failed
     * @param copied how many copies were made
     * @param problem why it failed; null when it did not
     * @param againAt when something is to be done next
     */
    public record Ran(
            AddonName addon,
            @Nullable Backup backup,
            int copied,
            @Nullable String problem,
            Instant againAt) {}

    /** Does all that is to be done by now; a failure is recorded, and stops nothing else, even where that fails. */
    public List<Ran> run() {
        engine.recover();
        List<Ran> ran = new ArrayList<>();
        VektraException unrecorded = null;
        for (Id id : store.agenda().backupsDue(history.now())) {
            try {
                run(id).ifPresent(ran::add);
            } catch (VektraException e) {
                unrecorded = e;
            }
        }
        if (unrecorded != null) {
            throw unrecorded;
        }
        return ran;
    }

    /** Warns when backups are overdue and nothing is at it. */
    public void overdue() {
        Instant now = history.now();
        Snapshot at = engine.read();
        List<Id> overdue = store.agenda().backupsDue(now.minus(PATIENCE)).stream()
                .filter(id -> at.schedule(id)
                        .filter(schedule -> schedule.isDue(now.minus(PATIENCE)))
                        .isPresent())
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

    private static Locks.Name atWork(boolean shared) {
        return new Locks.Name(Locks.Name.Kind.SERVER, "scheduler", shared);
    }

    @SuppressWarnings("try") // the session is held, so that no other process runs the same
    private Optional<Ran> run(Id id) {
        List<Locks.Name> locks =
                List.of(atWork(true), Locks.Name.alone(Locks.Name.Kind.SERVER, "scheduled backup of " + id));
        Optional<Store.Session> opened = engine.open(locks, false);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Store.Session held = opened.get()) {
            Snapshot at = engine.read();
            Schedule schedule = at.schedule(id).orElse(null);
            if (schedule == null || !schedule.isDue(history.now())) {
                return Optional.empty();
            }
            Optional<Addon> addon = addon(at, id);
            if (addon.isEmpty()) {
                change(id, session -> List.of(new Store.Write.DeleteSchedule(id)));
                return Optional.empty();
            }
            return Optional.of(run(addon.get(), schedule));
        }
    }

    /** Opens every app until it is found: that is little beside what a backup is. */
    private static Optional<Addon> addon(Snapshot at, Id id) {
        return at.appNames().stream()
                .flatMap(name -> at.app(name).map(App::addons).stream().flatMap(List::stream))
                .filter(addon -> addon.id().equals(id))
                .findFirst()
                .or(() -> at.ownerless().stream()
                        .filter(addon -> addon.id().equals(id))
                        .findFirst());
    }

    private Ran run(Addon addon, Schedule schedule) {
        List<Backup> fresh = new ArrayList<>();
        int copied = 0;
        try {
            Lookup.requireReady(addon);
            if (schedule.isBackupDue(history.now())) {
                Deed deed = Deed.of(COMMAND).with("addons", List.of(addon.name().value()));
                backups.now(addon, deed, (session, backup) -> {
                    fresh.add(backup);
                    return kept(session, backup, addon.id());
                });
            }
            copied = copy(addon, fresh);
            change(addon.id(), session -> put(session, addon.id(), now -> now.succeeded(history.now())));
            return new Ran(addon.name(), fresh.isEmpty() ? null : fresh.get(0), copied, null, againAt(addon, schedule));
        } catch (VektraException e) {
            String problem = String.valueOf(e.getMessage());
            change(addon.id(), session -> put(session, addon.id(), now -> now.failed(history.now(), problem)));
            progress.warn("the scheduled backup of " + addon.name() + " failed: " + problem);
            return new Ran(
                    addon.name(), fresh.isEmpty() ? null : fresh.get(0), copied, problem, againAt(addon, schedule));
        }
    }

    private Instant againAt(Addon addon, Schedule before) {
        return engine.read().schedule(addon.id()).orElse(before).nextAt();
    }

    /** Counts a backup that was made in, and deletes those that need no longer stay. */
    private List<Store.Write> kept(Store.Session session, Backup backup, Id id) {
        Schedule schedule = session.schedule(id).orElse(null);
        if (schedule == null) {
            return List.of();
        }
        Schedule with = schedule.made(backup, history.now());
        List<Backup> own = new ArrayList<>(with.own(all(id, List.of(backup))));
        for (Backup old : with.keep().superfluous(own, with.at().zone())) {
            try {
                shelf.delete(id, old);
                Failpoint.reached("schedule: backup deleted");
                own.remove(old);
            } catch (VektraException e) {
                progress.warn("backup " + old.number() + " stays: " + e.getMessage());
            }
        }
        return List.of(new Store.Write.PutSchedule(with.keeping(own)));
    }

    /** Copies what is not copied yet, the oldest first. */
    private int copy(Addon addon, List<Backup> fresh) {
        int copied = 0;
        Id id = addon.id();
        Schedule schedule = engine.read().schedule(id).orElse(null);
        Destination to = schedule == null ? null : schedule.to();
        if (schedule == null || to == null) {
            return 0;
        }
        for (Backup backup : schedule.uncopied(all(id, fresh))) {
            progress.doing("copying backup " + backup.number() + " of " + addon.name() + " to " + to.shown());
            courier.deliver(to, shelf.file(id, backup), backup.name() + ".dump");
            Failpoint.reached("schedule: backup copied");
            change(id, session -> put(session, id, now -> now.copied(backup)));
            copied++;
        }
        return copied;
    }

    /** Those that are there, and what was made just now, which a dry run does not put there. */
    private List<Backup> all(Id id, List<Backup> fresh) {
        Set<Backup> all = new LinkedHashSet<>(shelf.list(id));
        all.addAll(fresh);
        return List.copyOf(all);
    }

    private interface Writing {
        List<Store.Write> in(Store.Session session);
    }

    private void change(Id id, Writing writing) {
        try (Store.Session session = engine.open(List.of(Locks.Name.ofBackups(id)))) {
            List<Store.Write> writes = writing.in(session);
            if (!writes.isEmpty()) {
                session.commit(COMMAND, writes, List.of());
            }
        }
    }

    private static List<Store.Write> put(Store.Session session, Id id, UnaryOperator<Schedule> change) {
        return session
                .schedule(id)
                .map(change)
                .map(schedule -> (Store.Write) new Store.Write.PutSchedule(schedule))
                .stream()
                .toList();
    }
}
