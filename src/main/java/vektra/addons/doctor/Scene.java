package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.model.addon.Addon;
import vektra.model.addon.Former;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Snapshot;

/**
 * What the store says, read once.
 *
 * @param addons every one, those of apps first
 * @param services those that were ever enabled and not destroyed
 * @param unreadable what could not be read, so that what it holds is not taken for unknown
 */
public record Scene(
        List<App> apps,
        List<Addon> ownerless,
        List<OwnedAddon> addons,
        List<EnabledService> services,
        List<Finding> unreadable) {

    /**
     * Reads it.
     *
     * @param only the app to read alone, with the services it uses; null for all
     */
    public static Scene read(Lookup look, @Nullable AppName only) {
        List<Finding> unreadable = new ArrayList<>();
        Snapshot at = look.at();
        List<App> apps = new ArrayList<>();
        for (AppName name : only == null ? at.appNames() : List.of(only)) {
            read(unreadable, name, () -> at.app(name).map(List::of).orElse(List.of()))
                    .forEach(apps::add);
        }
        List<Addon> ownerless = only == null ? read(unreadable, null, at::ownerless) : List.of();
        if (only == null) {
            read(unreadable, null, at::drains);
            read(unreadable, null, () -> List.of(at.logSettings()));
            read(unreadable, null, at::tokens);
            read(unreadable, null, () -> List.of(at.spaces()));
        }
        List<EnabledService> services = new ArrayList<>();
        for (String name : look.providers().names()) {
            ServiceName service = new ServiceName(name);
            boolean used = only == null
                    || apps.stream()
                            .flatMap(app -> app.addons().stream())
                            .anyMatch(a -> a.service().equals(service));
            if (used) {
                read(unreadable, null, () -> at.service(service).map(List::of).orElse(List.of()))
                        .forEach(services::add);
            }
        }
        return new Scene(apps, ownerless, addons(apps, ownerless), services, unreadable);
    }

    private static <T> List<T> read(List<Finding> unreadable, @Nullable AppName app, Supplier<List<T>> reader) {
        try {
            return reader.get();
        } catch (VektraException e) {
            unreadable.add(new Finding(Finding.What.UNREADABLE, app, null, null, e.text(), e.next(), null));
            return List.of();
        }
    }

    private static List<OwnedAddon> addons(List<App> apps, List<Addon> ownerless) {
        Map<String, List<App>> users = new LinkedHashMap<>();
        for (App app : apps) {
            app.attachments().stream()
                    .map(attachment -> attachment.addon().value())
                    .distinct()
                    .forEach(addon -> users.computeIfAbsent(addon, name -> new ArrayList<>())
                            .add(app));
        }
        List<OwnedAddon> addons = new ArrayList<>();
        for (App app : apps) {
            for (Addon addon : app.addons()) {
                List<App> guests = users.getOrDefault(addon.name().value(), List.of()).stream()
                        .filter(user -> !user.name().equals(app.name()))
                        .toList();
                addons.add(new OwnedAddon(addon, app, guests));
            }
        }
        ownerless.forEach(addon -> addons.add(new OwnedAddon(addon, null, List.of())));
        return addons;
    }

    /** Those that are there to be used. */
    List<OwnedAddon> ready() {
        return addons.stream().filter(owned -> owned.addon().isReady()).toList();
    }

    private Optional<Server> serverOf(Addon addon) {
        return Optional.ofNullable(addon.server())
                .or(() -> services.stream()
                        .filter(known -> known.name().equals(addon.service()))
                        .map(EnabledService::server)
                        .findFirst());
    }

    private boolean enabled(ServiceName service) {
        return services.stream()
                .anyMatch(known -> known.enabled() && known.name().equals(service));
    }

    /** Every server that should run: those of the services, then those of single add-ons. */
    List<Site> sites() {
        List<Site> sites = new ArrayList<>();
        services.stream()
                .filter(EnabledService::enabled)
                .forEach(service -> sites.add(new Site(service.server(), null)));
        for (OwnedAddon owned : ready()) {
            if (owned.addon().server() != null && enabled(owned.addon().service())) {
                sites.add(new Site(owned.addon().server(), owned));
            }
        }
        return sites;
    }

    static boolean isFormer(Addon addon, Site site, Resident resident) {
        Resource former = former(addon, site);
        return former != null
                && former.id().brief().equals(resident.resource().id().brief());
    }

    /** What is kept of an add-on on a shared server from before its plan changed; null for nothing. */
    private static @Nullable Resource former(Addon addon, Site site) {
        Former former = addon.former();
        return former != null
                        && former.server() == null
                        && site.server().isShared()
                        && addon.service().equals(site.server().service())
                ? former.resource()
                : null;
    }

    /**
     * What of a server this home knows, by the brief that names there carry: the one place that says so.
     */
    Map<String, OwnedAddon> knownOn(Site site) {
        Map<String, OwnedAddon> known = new LinkedHashMap<>();
        for (OwnedAddon owned : addons) {
            Addon addon = owned.addon();
            if (serverOf(addon).filter(site.server()::isSame).isPresent()) {
                known.put(addon.resource().id().brief(), owned);
            }
            Resource former = former(addon, site);
            if (former != null) {
                known.put(former.id().brief(), owned);
            }
        }
        return known;
    }
}
