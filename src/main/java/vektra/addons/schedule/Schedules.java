package vektra.addons.schedule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.core.Backable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Sets, lists and ends schedules. */
public record Schedules(Engine engine, Inventory inventory, History history) {
    /** @param to null for no copies */
    public record Request(Timing at, Keep keep, @Nullable Copies to, boolean drills) {}

    /**
     * An add-on that can be backed up.
     *
     * @param app the owner; null when there is none
     * @param schedule null when it has none
     * @param changed whether it was set or ended just now
     * @param damage why its schedule cannot be read; null when it can
     */
    public record Planned(
            Addon addon,
            @Nullable AppName app,
            @Nullable Schedule schedule,
            boolean changed,
            @Nullable String damage) {
        static Planned of(Addon addon, @Nullable AppName app, @Nullable Schedule schedule, boolean changed) {
            return new Planned(addon, app, schedule, changed, null);
        }
    }

    /** Sets the schedule of one add-on; when it is so already, nothing changes. */
    public Planned put(String what, @Nullable AppName within, Request request) {
        engine.settle();
        Inventory.Row row = inventory.find(what, within);
        Lookup.requireReady(row.addon());
        if (!canBackUp(row.addon())) {
            throw VektraException.conflict(row.addon().service() + " has no backups", null);
        }
        return put(row.addon(), row.owner(), request);
    }

    /**
     * The same for every add-on that there is now and that can be backed up.
     *
     * @param app the owner; null for those of all
     */
    public List<Planned> putAll(@Nullable AppName app, Request request) {
        engine.settle();
        return list(app).stream()
                .filter(planned -> planned.addon().isReady())
                .map(planned -> put(planned.addon(), planned.app(), request))
                .toList();
    }

    private boolean canBackUp(Addon addon) {
        return Backable.isBackable(engine.lookup(), addon);
    }

    private Planned put(Addon addon, @Nullable AppName app, Request request) {
        try (Store.Session session = engine.open(List.of(Locks.Name.ofBackups(addon.id())))) {
            // a rename or the end of the add-on in between makes the commit a conflict
            if (session.owner(addon.name()).isEmpty()) {
                throw Resolver.none(addon.name());
            }
            Schedule wanted = Schedule.of(
                    addon.id(), request.at(), request.keep(), request.to(), request.drills(), history.now());
            Schedule was = session.schedule(addon.id()).orElse(null);
            if (was != null && was.isAs(wanted)) {
                return Planned.of(addon, app, was, false);
            }
            Schedule is = was == null ? wanted : was.changed(wanted);
            session.commit(deed("backups:schedule", addon, app), List.of(new Store.Write.PutSchedule(is)), List.of());
            return Planned.of(addon, app, is, true);
        }
    }

    /** Ends the schedule of one add-on; its backups stay. */
    public Planned end(String what, @Nullable AppName within) {
        engine.settle();
        Inventory.Row row = inventory.find(what, within);
        return end(row.addon(), row.owner());
    }

    private Planned end(Addon addon, @Nullable AppName app) {
        try (Store.Session session = engine.open(List.of(Locks.Name.ofBackups(addon.id())))) {
            boolean had = session.schedule(addon.id()).isPresent();
            if (had) {
                session.commit(
                        deed("backups:unschedule", addon, app),
                        List.of(new Store.Write.DeleteSchedule(addon.id())),
                        List.of());
            }
            return Planned.of(addon, app, null, had);
        }
    }

    /**
     * The same for every add-on that has one.
     *
     * @param app the owner; null for those of all
     */
    public List<Planned> endAll(@Nullable AppName app) {
        engine.settle();
        return list(app).stream()
                .filter(planned -> planned.schedule() != null)
                .map(planned -> end(planned.addon(), planned.app()))
                .toList();
    }

    private static Deed deed(String command, Addon addon, @Nullable AppName app) {
        return Deed.of(command)
                .with(
                        "apps",
                        Optional.ofNullable(app).map(AppName::value).stream().toList())
                .with("addons", List.of(addon.name().value()));
    }

    /**
     * The add-ons that can be backed up, whether they have a schedule or not, sorted by their names.
     *
     * @param app the owner; null for those of all
     */
    public List<Planned> list(@Nullable AppName app) {
        Snapshot at = engine.read();
        Set<Id> scheduled = Set.copyOf(at.scheduled());
        return Backable.of(engine.lookup(at), app).stream()
                .map(one -> planned(at, scheduled, one))
                .toList();
    }

    /** What one add-on has; empty where it cannot be backed up. */
    public Optional<Planned> of(Addon addon, @Nullable AppName app) {
        return canBackUp(addon)
                ? Optional.of(planned(engine.read(), Set.of(addon.id()), new Backable(addon, app)))
                : Optional.empty();
    }

    private static Planned planned(Snapshot at, Set<Id> scheduled, Backable one) {
        Id id = one.addon().id();
        try {
            Schedule schedule = scheduled.contains(id) ? at.schedule(id).orElse(null) : null;
            return Planned.of(one.addon(), one.app(), schedule, false);
        } catch (VektraException e) {
            return new Planned(one.addon(), one.app(), null, false, e.getMessage());
        }
    }
}
