package vektra.addons.services;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Providers;
import vektra.addons.destroy.Deletion;
import vektra.addons.destroy.Destroy;
import vektra.addons.destroy.Loss;
import vektra.addons.destroy.Losses;
import vektra.model.addon.Addon;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Disables a service; its data stays unless it is to be destroyed. */
public record Disable(Engine engine, Providers providers, ServerLauncher launcher, Losses losses, History history) {
    private static final String COMMAND = "addons:disable";
    private static final int NAMED = 5;

    /**
     * The service that is disabled.
     *
     * @param already whether it was off before
     * @param destroyed the add-ons whose data is gone
     * @param unbound the apps that were bound to it
     */
    public record Disabled(
            ServiceName service,
            boolean already,
            boolean dataDestroyed,
            List<String> destroyed,
            List<AppName> unbound) {}

    /**
     * Stops the server of a service; it comes back with its data when enabled again.
     *
     * @param force whether apps that are bound to it are unbound first; else there being any is a CONFLICT
     */
    public Disabled disable(ServiceName name, boolean force) {
        AddonProvider provider = providers.of(name);
        engine.settle();
        Set<AppName> locked = force ? names(uses().apps(name)) : Set.of();
        try (Store.Session session = engine.open(locks(name, locked))) {
            EnabledService known = session.service(name).orElse(null);
            if (known == null || !known.enabled()) {
                return new Disabled(name, true, false, List.of(), List.of());
            }
            List<App> apps = new Uses(session).apps(name);
            if (force) {
                requireLocked(name, apps, locked);
            } else {
                refuseBound(name, apps);
            }
            Unbinding unbinding = Unbinding.of(engine.lookup(session), name, apps);
            List<Server> servers = Stream.concat(
                            apps.stream().flatMap(app -> app.addons().stream()).flatMap(addon -> own(addon, name)),
                            Stream.of(known.server()).filter(Server::managed))
                    .toList();
            List<Step> finish = new ArrayList<>(unbinding.finish());
            if (finish.isEmpty()) {
                servers.forEach(server -> launcher.stop(server, provider));
            } else {
                // only a server that runs can revoke credentials
                servers.forEach(server -> finish.add(Step.stopServer(server)));
            }
            List<Store.Write> writes = new ArrayList<>(unbinding.attached());
            unbinding.apps().forEach(app -> writes.add(history.put(app, "Disable " + name)));
            writes.add(new Store.Write.PutService(known.turned(false)));
            session.commit(COMMAND, writes, finish);
            return new Disabled(name, false, false, List.of(), unbinding.unbound());
        }
    }

    private static Stream<Server> own(Addon addon, ServiceName service) {
        return addon.service().equals(service) ? Stream.ofNullable(addon.server()) : Stream.empty();
    }

    private static Set<AppName> names(List<App> apps) {
        return new LinkedHashSet<>(apps.stream().map(App::name).toList());
    }

    private static void requireLocked(ServiceName name, List<App> apps, Set<AppName> locked) {
        if (!locked.containsAll(names(apps))) {
            throw VektraException.conflict(name + " was bound to another app at the same moment", "try again");
        }
    }

    /** Apps may change meanwhile, but not which of them use a service that is locked. */
    private Uses uses() {
        return new Uses(engine.read());
    }

    /** Disables a service as below; what is bound is a CONFLICT, and backups are kept for a while. */
    public Disabled destroy(ServiceName name, Confirmation confirmation) {
        return destroy(name, false, false, confirmation);
    }

    /**
     * Disables the service and deletes its server and every add-on of it with their data.
     *
     * @param force whether apps that are bound to it are unbound; else there being any is a CONFLICT
     * @param withBackups whether the backups of its add-ons go as well
     */
    public Disabled destroy(ServiceName name, boolean force, boolean withBackups, Confirmation confirmation) {
        providers.of(name);
        engine.settle();
        Uses uses = uses();
        List<App> users = uses.apps(name);
        if (!force) {
            refuseBound(name, users);
        }
        refuseGuarded(name, users);
        List<Addon> doomed = Stream.concat(
                        users.stream().flatMap(a -> a.addons().stream()), uses.ownerless(name).stream())
                .filter(addon -> addon.service().equals(name))
                .toList();
        if (engine.read().service(name).isEmpty()) {
            return new Disabled(name, true, true, List.of(), List.of());
        }
        List<Loss> lost = doomed.stream()
                .map(addon -> losses.of(addon, List.of(), withBackups))
                .toList();
        confirmation.require(
                "this deletes the data of " + name + (doomed.isEmpty() ? "" : ": " + Loss.words(lost)),
                List.of(name.value()));
        Set<AppName> locked = names(users);
        try (Store.Session session = engine.open(locks(name, locked))) {
            List<App> now = new Uses(session).apps(name);
            if (!force) {
                refuseBound(name, now);
            }
            requireLocked(name, now, locked);
            refuseGuarded(name, now);
            EnabledService known = engine.lookup(session).enabledOrKept(name);
            List<AppName> unbound = bound(name, now);
            commit(session, known, now, losses.keptUntil(withBackups));
            return new Disabled(
                    name,
                    false,
                    true,
                    doomed.stream().map(addon -> addon.name().value()).toList(),
                    unbound);
        }
    }

    private static List<Locks.Name> locks(ServiceName service, Set<AppName> apps) {
        List<Locks.Name> names = new ArrayList<>();
        apps.forEach(app -> names.add(Locks.Name.alone(Locks.Name.Kind.APP, app)));
        names.add(Locks.Name.alone(Locks.Name.Kind.SERVICE, service));
        return names;
    }

    private static void refuseGuarded(ServiceName name, List<App> apps) {
        for (App app : apps) {
            app.addons().stream()
                    .filter(addon -> addon.service().equals(name))
                    .forEach(addon -> Destroy.refuseGuarded(app, addon));
        }
    }

    private void commit(Store.Session session, EnabledService known, List<App> apps, @Nullable Instant keptUntil) {
        Server shared = known.server();
        List<Addon> gone = new ArrayList<>();
        Map<Addon, AppName> owners = new HashMap<>();
        List<Store.Write> writes = new ArrayList<>();
        List<Step> finish = new ArrayList<>();
        for (App app : apps) {
            App without = Unbinding.detached(app, known.name());
            for (Addon addon : app.addons()) {
                if (addon.service().equals(known.name())) {
                    gone.add(addon);
                    owners.put(addon, app.name());
                    without = without.withoutAddon(addon.name());
                }
            }
            writes.add(
                    without.release() == app.release()
                            ? new Store.Write.PutApp(without, null)
                            : history.put(without, "Disable " + known.name()));
        }
        gone.addAll(new Uses(session).ownerless(known.name()));
        for (Addon addon : gone) {
            writes.addAll(Deletion.forget(addon));
            // the shared server's record goes with the commit, so a step carries its own
            Deletion.steps(addon, owners.get(addon), keptUntil).stream()
                    .map(step -> step.server() == null ? step.on(shared) : step)
                    .filter(step -> !shared.managed() || step.action() != Step.Action.DEPROVISION)
                    .forEach(finish::add);
        }
        if (shared.managed()) {
            finish.add(Step.removeServer(shared));
        } else if (finish.stream().anyMatch(step -> step.action() == Step.Action.DEPROVISION)) {
            providers.ensureAnswering(shared);
        }
        writes.add(new Store.Write.DeleteService(known.name()));
        List<String> destroyed =
                gone.stream().map(addon -> addon.name().value()).toList();
        Deed deed = Deed.of(COMMAND).with("outcome", "deleted the server and all data");
        session.commit(destroyed.isEmpty() ? deed : deed.with("destroyed", destroyed), writes, finish);
    }

    private static List<AppName> bound(ServiceName name, List<App> apps) {
        return apps.stream()
                .filter(app ->
                        app.attachments().stream().anyMatch(a -> a.service().equals(name)))
                .map(App::name)
                .toList();
    }

    private static void refuseBound(ServiceName name, List<App> apps) {
        List<AppName> bound = bound(name, apps);
        if (bound.isEmpty()) {
            return;
        }
        String more = bound.size() > NAMED ? " and " + (bound.size() - NAMED) + " more" : "";
        String named = bound.stream().limit(NAMED).map(AppName::value).collect(Collectors.joining(", "));
        throw VektraException.conflict(
                name + " is bound to " + named + more,
                Text.of(
                        "first: ",
                        Next.of("addons:unbind", name).app(bound.get(0).value()),
                        ", or unbind all of them: ",
                        Input.of("force")));
    }
}
