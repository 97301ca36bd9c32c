package vektra.addons.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Sets, lists and ends schedules. */
public record Schedules(Engine engine, Providers providers, Inventory inventory, History history) {
    /** @param to null for no copies */
    public record Request(Timing at, Keep keep, @Nullable Destination to) {}

    /**
     * An add-on that can be backed up.
     *
     * @param app the owner; null when there is none
     * @param schedule null when it has none
     * @param changed whether it was set or ended just now
     */
    public record Planned(
            Addon addon, @Nullable AppName app, @Nullable Schedule schedule, boolean changed) {}

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
        return providers.of(addon.service()).abilities().backups().isPresent();
    }

    private Planned put(Addon addon, @Nullable AppName app, Request request) {
        try (Store.Session session = engine.open(List.of(Locks.Name.ofBackups(addon.id())))) {
            // a rename or the end of the add-on in between makes the commit a conflict
            if (session.owner(addon.name()).isEmpty()) {
                throw Resolver.none(addon.name());
            }
            Schedule wanted = Schedule.of(addon.id(), request.at(), request.keep(), request.to(), history.now());
            Schedule was = session.schedule(addon.id()).orElse(null);
            if (was != null && was.isAs(wanted)) {
                return new Planned(addon, app, was, false);
            }
            Schedule is = was == null ? wanted : was.changed(wanted);
            session.commit(deed("backups:schedule", addon, app), List.of(new Store.Write.PutSchedule(is)), List.of());
            return new Planned(addon, app, is, true);
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
            return new Planned(addon, app, null, had);
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
        List<Planned> all = new ArrayList<>();
        Map<Id, Schedule> schedules =
                engine.read().schedules().stream().collect(Collectors.toMap(Schedule::addon, Function.identity()));
        for (Inventory.Row row : app == null ? inventory.all() : inventory.of(app)) {
            if ((app == null || app.equals(row.owner())) && canBackUp(row.addon())) {
                all.add(new Planned(
                        row.addon(), row.owner(), schedules.get(row.addon().id()), false));
            }
        }
        all.sort(Comparator.comparing(planned -> planned.addon().name()));
        return all;
    }
}
