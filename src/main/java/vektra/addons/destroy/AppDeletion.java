package vektra.addons.destroy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vektra.addons.core.Detached;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.KeptBackups;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Deletes an app, in a session that holds the locks of all apps that share something with it. */
public record AppDeletion(Lookup at, App app, List<Store.Write> writes, List<Step> finish) {
    public AppDeletion(Lookup at, App app) {
        this(at, app, new ArrayList<>(), new ArrayList<>());
    }

    /** The locks of an app and of those whose add-ons it has attached. */
    public static List<Locks.Name> locks(Snapshot at, App app) {
        Set<Locks.Name> locks = new LinkedHashSet<>();
        locks.add(lock(app.name()));
        app.borrowed().stream()
                .flatMap(attachment -> at.owner(attachment.addon()).stream())
                .flatMap(owned -> Optional.ofNullable(owned.app()).stream())
                .forEach(owner -> locks.add(lock(owner)));
        return List.copyOf(locks);
    }

    /** The same and those of the apps that have its add-ons attached. */
    static List<Locks.Name> allLocks(Snapshot at, App app) {
        Set<Locks.Name> locks = new LinkedHashSet<>(locks(at, app));
        app.addons().forEach(addon -> locks.addAll(OwnedAddon.of(at, addon, app).locks()));
        return List.copyOf(locks);
    }

    private static Locks.Name lock(AppName name) {
        return Locks.Name.alone(Locks.Name.Kind.APP, name);
    }

    /** The drains of an app. */
    public static List<Drain> drains(Snapshot at, AppName name) {
        return at.drains().stream().filter(drain -> name.equals(drain.app())).toList();
    }

    /** Adds what ends its attachments to add-ons of others, its drains and itself. The servers must answer. */
    public void end() {
        App left = app;
        for (Attachment foreign : app.borrowed()) {
            Detached without = Detached.of(at, left, foreign);
            left = without.app();
            writes.addAll(without.writes());
            finish.addAll(without.finish());
        }
        drains(at.at(), app.name()).forEach(drain -> writes.add(new Store.Write.DeleteDrain(drain.name())));
        writes.add(new Store.Write.DeleteApp(app.name()));
    }

    /** Deletes it with its add-ons and their data, also for apps that have those attached. */
    void commit(Store.Session session, History history, String command, String why) {
        Map<AppName, App> guests = new LinkedHashMap<>();
        for (Addon addon : app.addons()) {
            for (App guest : OwnedAddon.of(session, addon, app).guests()) {
                App changed = guests.getOrDefault(guest.name(), guest);
                for (Attachment attachment : changed.attachmentsOf(addon.name())) {
                    changed = changed.detached(attachment);
                }
                guests.put(guest.name(), changed.atRelease(guest.release() + 1));
            }
            writes.addAll(Deletion.forget(addon));
            finish.addAll(Deletion.steps(addon, app.name(), KeptBackups.until(history.now())));
        }
        guests.values().forEach(guest -> writes.add(history.put(guest, why + " " + app.name())));
        end();
        List<String> names =
                app.addons().stream().map(addon -> addon.name().value()).collect(Collectors.toList());
        session.commit(Deed.of(command).with("destroyed", names), writes, finish);
    }
}
