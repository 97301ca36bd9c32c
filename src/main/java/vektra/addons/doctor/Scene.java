package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Installation;
import vektra.addons.core.Tenant;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.EnabledService;
import vektra.model.Former;
import vektra.model.ServiceName;
import vektra.model.VektraException;
import vektra.spi.Snapshot;

/**
 * What the store says, read once.
 *
 * @param services those enabled
 * @param unreadable what could not be read, so that what it holds is not taken for unknown
 */
public record Scene(List<App> apps, List<Addon> ownerless, List<EnabledService> services, List<Finding> unreadable) {

    /**
     * Reads it.
     *
     * @param only the app to read alone, with the services it uses; null for all
     */
    public static Scene read(Installation home, @Nullable AppName only) {
        List<Finding> unreadable = new ArrayList<>();
        Snapshot at = home.store().read();
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
        for (String name : home.providers().names()) {
            ServiceName service = new ServiceName(name);
            boolean used = only == null
                    || apps.stream()
                            .flatMap(app -> app.addons().stream())
                            .anyMatch(a -> a.service().equals(service));
            if (used) {
                read(unreadable, null, () -> at.service(service).map(List::of).orElse(List.of())).stream()
                        .filter(EnabledService::enabled)
                        .forEach(services::add);
            }
        }
        return new Scene(apps, ownerless, services, unreadable);
    }

    private static <T> List<T> read(List<Finding> unreadable, @Nullable AppName app, Supplier<List<T>> reader) {
        try {
            return reader.get();
        } catch (VektraException e) {
            unreadable.add(new Finding(Finding.What.UNREADABLE, app, null, null, e.text(), e.next(), null));
            return List.of();
        }
    }

    /** Every add-on, those of apps first. */
    public List<Tenant> tenants() {
        Map<String, List<App>> users = new LinkedHashMap<>();
        for (App app : apps) {
            app.attachments().stream()
                    .map(attachment -> attachment.addon().value())
                    .distinct()
                    .forEach(addon -> users.computeIfAbsent(addon, name -> new ArrayList<>())
                            .add(app));
        }
        List<Tenant> tenants = new ArrayList<>();
        for (App app : apps) {
            for (Addon addon : app.addons()) {
                List<App> guests = users.getOrDefault(addon.name().value(), List.of()).stream()
                        .filter(user -> !user.name().equals(app.name()))
                        .toList();
                tenants.add(new Tenant(addon, app, guests));
            }
        }
        ownerless.forEach(addon -> tenants.add(new Tenant(addon, null, List.of())));
        return tenants;
    }

    /** Those that are there to be used. */
    List<Tenant> ready() {
        return tenants().stream().filter(tenant -> tenant.addon().isReady()).toList();
    }

    private boolean enabled(ServiceName service) {
        return services.stream().anyMatch(known -> known.name().equals(service));
    }

    /** Every server that should run: those of the services, then those of single add-ons. */
    List<Site> sites() {
        List<Site> sites = new ArrayList<>();
        services.forEach(service -> sites.add(new Site(service.server(), null)));
        for (Tenant tenant : ready()) {
            if (tenant.addon().server() != null && enabled(tenant.addon().service())) {
                sites.add(new Site(tenant.addon().server(), tenant));
            }
        }
        return sites;
    }

    /** Whether what the add-on was before its plan changed is on the shared server. */
    private static boolean isFormer(Addon addon, Site site) {
        Former former = addon.former();
        return former != null
                && former.server() == null
                && addon.service().value().equals(site.server().id());
    }

    /**
     * What of a server this home knows, by the brief that names there carry: the one place that says so.
     */
    Map<String, Tenant> knownOn(Site site) {
        Map<String, Tenant> known = new LinkedHashMap<>();
        for (Tenant tenant : tenants()) {
            Addon addon = tenant.addon();
            String server = addon.server() == null
                    ? addon.service().value()
                    : addon.server().id();
            if (addon.service().equals(site.server().service())
                    && (server.equals(site.server().id()) || isFormer(addon, site))) {
                known.put(addon.resource().id().brief(), tenant);
            }
        }
        return known;
    }
}
