package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vektra.addons.core.Engine;
import vektra.addons.doctor.Finding.What;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;
import vektra.spi.Store.Write;

/** The global names of add-ons: each add-on's must be reserved for its app, and no name for nothing. */
record ReservationCheck(Engine engine) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        Scene scene = visit.scene();
        if (!visit.wholeHome() || !scene.unreadable().isEmpty()) {
            return List.of();
        }
        Snapshot at = engine.read();
        Map<AddonName, AppName> owners = new LinkedHashMap<>();
        scene.apps().forEach(app -> app.addons().forEach(addon -> owners.put(addon.name(), app.name())));
        Map<AddonName, Addon> kept = scene.ownerless().stream().collect(Collectors.toMap(Addon::name, addon -> addon));
        Set<AddonName> names = new TreeSet<>(at.addonNames());
        names.addAll(owners.keySet());
        List<Finding> found = new ArrayList<>();
        for (AddonName name : names) {
            AppName owner = owners.get(name);
            found.addAll(Finding.guarded(
                    owner,
                    null,
                    () -> owner == null
                            ? forNothing(name, Optional.ofNullable(kept.get(name)))
                            : missing(visit, name, owner, kept.containsKey(name))));
        }
        return found;
    }

    private List<Finding> missing(Visit visit, AddonName name, AppName owner, boolean alsoKept) {
        List<AppName> guests = guests(visit, name);
        boolean reserved = engine.read()
                .owner(name)
                .filter(owned -> owner.equals(owned.app()) && owned.attached().equals(guests))
                .isPresent();
        if ((reserved && !alsoKept) || !has(owner, name)) {
            return List.of();
        }
        return List.of(new Finding(
                What.RESERVATION,
                owner,
                name,
                null,
                "the name of " + name + " is not reserved for its app " + owner
                        + (guests.isEmpty() ? "" : " and for those it is attached to"),
                null,
                () -> write(
                        name,
                        owner,
                        List.of(new Write.Free(name), new Write.Reserve(name, owner, guests(visit, name))))));
    }

    /** The other apps that have it attached; the doctor has read them all. */
    private static List<AppName> guests(Visit visit, AddonName name) {
        return visit.scene().apps().stream()
                .filter(app ->
                        app.addon(name).isEmpty() && !app.attachmentsOf(name).isEmpty())
                .map(App::name)
                .sorted()
                .toList();
    }

    private List<Finding> forNothing(AddonName name, Optional<Addon> kept) {
        Optional<AppName> reserved = reservedFor(name);
        if (reserved.isEmpty() || has(reserved.get(), name)) {
            return List.of();
        }
        Write right = kept.<Write>map(Write.Orphan::new).orElseGet(() -> new Write.Free(name));
        return List.of(new Finding(
                What.RESERVATION,
                reserved.get(),
                name,
                null,
                "the name " + name + " is reserved for " + reserved.get() + ", which has no such add-on",
                null,
                () -> {
                    if (!has(reserved.get(), name)) {
                        write(name, reserved.get(), List.of(right));
                    }
                }));
    }

    private Optional<AppName> reservedFor(AddonName name) {
        return engine.read().owner(name).flatMap(owned -> Optional.ofNullable(owned.app()));
    }

    /** Asked anew: the app may have got or lost it a moment ago. */
    private boolean has(AppName app, AddonName name) {
        return engine.read().app(app).flatMap(found -> found.addon(name)).isPresent();
    }

    private void write(AddonName name, AppName app, List<Write> writes) {
        List<Locks.Name> locks =
                List.of(Locks.Name.alone(Locks.Name.Kind.APP, app), Locks.Name.alone(Locks.Name.Kind.ADDON, name));
        try (Store.Session session = engine.open(locks)) {
            session.commit(Doctor.deed(What.RESERVATION), writes, List.of());
        }
    }
}
