package vektra.addons.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.data.Drills;
import vektra.addons.schedule.Scheduler.Ran;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;
import vektra.model.name.Id;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Runs;
import vektra.model.schedule.Schedule;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** What is to be done for one add-on, each part under a lock of its own; what fails ends the parts behind it. */
final class Round {
    private final Scheduler with;
    private final Id id;
    private @Nullable OwnedAddon owned;
    private @Nullable Backup made;
    private int copied;
    private @Nullable Drill drill;
    private @Nullable String problem;

    Round(Scheduler with, Id id) {
        this.with = with;
        this.id = id;
    }

    Id id() {
        return id;
    }

    /** Empty where there was nothing to do, or another process did it. */
    Optional<Ran> ran() {
        if (owned == null) {
            return Optional.empty();
        }
        try {
            Schedule now = with.engine().read().schedule(id).orElse(null);
            return Optional.of(
                    new Ran(owned.addon().name(), made, copied, drill, problem, now == null ? null : now.nextAt()));
        } catch (VektraException damaged) {
            return Optional.of(new Ran(owned.addon().name(), made, copied, drill, damaged.getMessage(), null));
        }
    }

    /** Makes a backup when it is time; begins nothing where there is nothing at all to do. */
    void backUp() {
        Snapshot at = with.engine().read();
        OwnedAddon found = owned(at).orElse(null);
        try {
            Schedule schedule = at.schedule(id).orElse(null);
            if (schedule == null || !schedule.isDue(with.history().now())) {
                return;
            }
            if (found == null) {
                change(session -> List.of(new Store.Write.DeleteSchedule(id)));
                return;
            }
            owned = found;
            attempt(() -> {
                Lookup.requireReady(found.addon());
                if (schedule.isBackupDue(with.history().now())) {
                    made = backup(found.addon());
                }
            });
        } catch (VektraException damaged) {
            owned = found;
            problem = damaged.getMessage();
        }
    }

    private Backup backup(Addon addon) {
        List<Backup> fresh = new ArrayList<>();
        with.backups().now(addon, deed(addon), (session, backup) -> {
            fresh.add(backup);
            return kept(session, backup);
        });
        return fresh.get(0);
    }

    private static Deed deed(Addon addon) {
        return Deed.of(Scheduler.COMMAND).with("addons", List.of(addon.name().value()));
    }

    /** Copies what is not copied yet, the oldest first. */
    void copy() {
        if (owned == null || problem != null) {
            return;
        }
        Addon addon = owned.addon();
        attempt(() -> {
            Schedule schedule = with.engine().read().schedule(id).orElse(null);
            Copies to = schedule == null ? null : schedule.to();
            if (schedule != null && to != null) {
                for (Backup backup : schedule.uncopied(all())) {
                    with.progress()
                            .doing("copying backup " + backup.number() + " of " + addon.name() + " to " + to.shown());
                    put(now -> now.copying(backup));
                    Failpoint.reached("schedule: copy begun");
                    with.courier().deliver(to, with.shelf().file(id, backup), to.name(backup));
                    Failpoint.reached("schedule: backup copied");
                    put(now -> now.copied(backup));
                    copied++;
                }
                tidy(to.to());
            }
            put(now -> now.succeeded(with.history().now()));
        });
    }

    /** Deletes the copies that need not stay; one that cannot be deleted is tried again with the next backup. */
    private void tidy(Destination at) {
        Schedule schedule = with.engine().read().schedule(id).orElse(null);
        List<Runs.Copy> superfluous = schedule == null ? List.of() : schedule.superfluousCopies();
        for (Runs.Copy copy : superfluous) {
            try {
                with.courier().remove(at, copy.name());
            } catch (VektraException e) {
                with.progress().warn("the copy " + copy.name() + " stays at " + at.shown() + ": " + e.getMessage());
                return;
            }
            Failpoint.reached("schedule: copy deleted");
            put(now -> now.without(copy));
        }
    }

    /** Drills the backup that was just made, once it is time. A dry run makes none, and has none to drill. */
    void drill() {
        Backup backup = made;
        if (owned == null || problem != null || backup == null) {
            return;
        }
        Schedule schedule = with.engine().read().schedule(id).orElse(null);
        boolean due = schedule != null && schedule.isDrillDue(with.history().now());
        if (due && with.shelf().list(id).contains(backup)) {
            Drills.Drilled drilled = with.drills().backup(owned, backup, deed(owned.addon()));
            Drill last = drilled.drill();
            if (last != null) {
                drill = last;
                put(now -> now.drilled(last));
                if (last.problem() != null) {
                    with.progress()
                            .warn("the drill of a backup of " + owned.addon().name() + " failed: " + last.problem());
                }
            }
        }
    }

    /** A failure is recorded, and is what becomes of this. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (VektraException e) {
            String why = String.valueOf(e.getMessage());
            problem = why;
            put(now -> now.failed(with.history().now(), why));
            if (owned != null) {
                with.progress().warn("the scheduled backup of " + owned.addon().name() + " failed: " + why);
            }
        }
    }

    /** Opens every app until it is found: that is little beside what a backup is. */
    private Optional<OwnedAddon> owned(Snapshot at) {
        return at.appNames().stream()
                .flatMap(name -> at.app(name).stream())
                .flatMap(app -> app.addons().stream().map(addon -> OwnedAddon.of(at, addon, app)))
                .filter(one -> one.addon().id().equals(id))
                .findFirst()
                .or(() -> at.ownerless().stream()
                        .filter(addon -> addon.id().equals(id))
                        .flatMap(addon -> OwnedAddon.of(at, addon.name()).stream())
                        .findFirst());
    }

    /** Counts a backup that was made in, and deletes those that need no longer stay. */
    private List<Store.Write> kept(Store.Session session, Backup backup) {
        Schedule schedule = session.schedule(id).orElse(null);
        if (schedule == null) {
            return List.of();
        }
        Schedule counted = schedule.made(backup, with.history().now());
        List<Backup> own = new ArrayList<>(counted.own(all(backup)));
        for (Backup old : counted.keep().superfluous(own, counted.at().zone())) {
            try {
                with.shelf().delete(id, old);
                Failpoint.reached("schedule: backup deleted");
                own.remove(old);
            } catch (VektraException e) {
                with.progress().warn("backup " + old.number() + " stays: " + e.getMessage());
            }
        }
        return List.of(new Store.Write.PutSchedule(counted.keeping(own)));
    }

    private List<Backup> all() {
        Backup backup = made;
        return backup == null ? with.shelf().list(id) : all(backup);
    }

    /** Those that are there, and what was made just now, which a dry run does not put there. */
    private List<Backup> all(Backup fresh) {
        Set<Backup> all = new LinkedHashSet<>(with.shelf().list(id));
        all.add(fresh);
        return List.copyOf(all);
    }

    private interface Writing {
        List<Store.Write> in(Store.Session session);
    }

    private void change(Writing writing) {
        try (Store.Session session = with.engine().open(List.of(Locks.Name.ofBackups(id)))) {
            List<Store.Write> writes = writing.in(session);
            if (!writes.isEmpty()) {
                session.commit(Scheduler.COMMAND, writes, List.of());
            }
        }
    }

    private void put(UnaryOperator<Schedule> change) {
        change(session ->
                session
                        .schedule(id)
                        .map(change)
                        .map(schedule -> (Store.Write) new Store.Write.PutSchedule(schedule))
                        .stream()
                        .toList());
    }
}
