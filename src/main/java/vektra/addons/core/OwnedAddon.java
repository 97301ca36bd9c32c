package vektra.addons.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * An add-on with the app that owns it and those that have it attached besides.
 *
 * @param owner null when its app is gone
 * @param guests the other apps that have it attached, sorted by name
 */
public record OwnedAddon(Addon addon, @Nullable App owner, List<App> guests) {

    /** The add-on of that name with all apps that have it; empty when there is none. */
    public static Optional<OwnedAddon> of(Snapshot at, AddonName name) {
        Snapshot.Owned found = at.owner(name).orElse(null);
        if (found == null) {
            return Optional.empty();
        }
        if (found.addon() != null) {
            return Optional.of(new OwnedAddon(found.addon(), null, List.of()));
        }
        return Optional.ofNullable(found.app())
                .flatMap(at::app)
                .flatMap(app -> app.addon(name).map(addon -> new OwnedAddon(addon, app, guests(at, addon, found))));
    }

    /** An add-on of an app with all apps that have it. */
    public static OwnedAddon of(Snapshot at, Addon addon, App owner) {
        return at.owner(addon.name())
                .map(found -> new OwnedAddon(addon, owner, guests(at, addon, found)))
                .orElse(new OwnedAddon(addon, owner, List.of()));
    }

    private static List<App> guests(Snapshot at, Addon addon, Snapshot.Owned found) {
        return found.attached().stream()
                .flatMap(name -> at.app(name).stream())
                .filter(app -> !app.attachmentsOf(addon.name()).isEmpty())
                .toList();
    }

    @Nullable
    public AppName app() {
        return owner == null ? null : owner.name();
    }

    /** The names that confirm that something of it is destroyed, the best first. */
    public List<String> confirmedBy() {
        String name = addon.name().value();
        return owner == null ? List.of(name) : List.of(owner.name().value(), name);
    }

    public List<AppName> guestNames() {
        return guests.stream().map(App::name).toList();
    }

    /** The owner first. */
    public List<App> apps() {
        List<App> apps = new ArrayList<>();
        if (owner != null) {
            apps.add(owner);
        }
        apps.addAll(guests);
        return apps;
    }

    /** Every attachment that it has, the owner's first. */
    public List<AddonUse> uses() {
        return apps().stream()
                .flatMap(app -> app.attachmentsOf(addon.name()).stream().map(one -> new AddonUse(app.name(), one)))
                .toList();
    }

    public List<Attachment> attachments() {
        return uses().stream().map(AddonUse::attachment).toList();
    }

    /** What apps log in with now. */
    public List<Credentials> credentials() {
        return attachments().stream().map(Attachment::credentials).toList();
    }

    /** The briefs of everything that may log in to it, retiring credentials too: the one place that says so. */
    public Set<String> logins() {
        return attachments().stream()
                .flatMap(attachment -> attachment.credentialIds().stream())
                .map(Id::brief)
                .collect(Collectors.toSet());
    }

    /** What keeps all others from changing the add-on, or any attachment of it. */
    public List<Locks.Name> locks() {
        List<Locks.Name> locks = new ArrayList<>();
        if (owner == null) {
            locks.add(Locks.Name.alone(Locks.Name.Kind.ADDON, addon.name()));
        }
        apps().forEach(app -> locks.add(Locks.Name.alone(Locks.Name.Kind.APP, app.name())));
        return locks;
    }

    /** The same add-on as it is now; empty when it is gone, or belongs to another app. */
    public Optional<OwnedAddon> now(Snapshot at) {
        return of(at, addon.name())
                .filter(now -> now.addon().id().equals(addon.id())
                        && String.valueOf(now.app()).equals(String.valueOf(app())));
    }

    /** Writes the add-on as it now is; what its apps see stays the same, so there is no release. */
    public Store.Write put(Addon changed) {
        return owner == null ? new Store.Write.Orphan(changed) : new Store.Write.PutApp(owner.withAddon(changed), null);
    }

    /** Writes which other apps have it attached. */
    public List<Store.Write> attachedTo(Collection<AppName> others) {
        return owner == null
                ? List.of()
                : List.of(new Store.Write.PutAttached(
                        addon.name(),
                        owner.name(),
                        others.stream().sorted().distinct().toList()));
    }
}
