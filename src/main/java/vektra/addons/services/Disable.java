package vektra.addons.services;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Providers;
import vektra.addons.destroy.Deletion;
import vektra.addons.destroy.Loss;
import vektra.addons.destroy.Losses;
import vektra.model.addon.Addon;
import vektra.model.addon.KeptBackups;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
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
     */
    public record Disabled(ServiceName service, boolean already, boolean dataDestroyed, List<String> destroyed) {}

    /** Stops the server of a service that no app is bound to; it comes back with its data when enabled again. */
    public Disabled disable(ServiceName name) {
        AddonProvider provider = providers.of(name);
        try (Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.SERVICE, name)))) {
            EnabledService known = session.service(name).orElse(null);
            if (known == null || !known.enabled()) {
                return new Disabled(name, true, false, List.of());
            }
            List<App> apps = uses().apps(name);
            refuseBound(name, apps);
            apps.stream().flatMap(app -> app.addons().stream()).forEach(addon -> stop(addon, name, provider));
            if (known.server().managed()) {
                launcher.stop(known.server(), provider);
            }
            session.commit(COMMAND, List.of(new Store.Write.PutService(known.turned(false))), List.of());
            return new Disabled(name, false, false, List.of());
        }
    }

    /** Apps may change meanwhile, but not which of them use a service that is locked. */
    private Uses uses() {
        return new Uses(engine.read());
    }

    private void stop(Addon addon, ServiceName service, AddonProvider provider) {
        if (addon.service().equals(service) && addon.server() != null) {
            launcher.stop(addon.server(), provider);
        }
    }

    /** Disables a service as below; backups are kept for a while. */
    public Disabled destroy(ServiceName name, Confirmation confirmation) {
        return destroy(name, false, confirmation);
    }

    /** Disables the service and deletes its server and every add-on of it with their data, and their backups if wanted. */
    public Disabled destroy(ServiceName name, boolean withBackups, Confirmation confirmation) {
        providers.of(name);
        engine.settle();
        Uses uses = uses();
        List<App> users = uses.apps(name);
        refuseBound(name, users);
        List<Addon> doomed = Stream.concat(
                        users.stream().flatMap(a -> a.addons().stream()), uses.ownerless(name).stream())
                .filter(addon -> addon.service().equals(name))
                .toList();
        if (engine.read().service(name).isEmpty()) {
            return new Disabled(name, true, true, List.of());
        }
        List<Loss> lost = doomed.stream()
                .map(addon -> losses.of(addon, List.of(), withBackups))
                .toList();
        confirmation.require(
                "this deletes the data of " + name + (doomed.isEmpty() ? "" : ": " + Loss.words(lost)),
                List.of(name.value()));
        Set<AppName> locked = new LinkedHashSet<>(users.stream().map(App::name).toList());
        try (Store.Session session = engine.open(locks(name, locked))) {
            List<App> now = new Uses(session).apps(name);
            refuseBound(name, now);
            if (!locked.containsAll(now.stream().map(App::name).toList())) {
                throw VektraException.conflict(name + " was bound to another app at the same moment", "try again");
            }
            EnabledService known = engine.lookup(session).enabledOrKept(name);
            commit(session, known, now, withBackups ? null : history.now().plus(KeptBackups.GRACE));
            return new Disabled(
                    name,
                    false,
                    true,
                    doomed.stream().map(addon -> addon.name().value()).toList());
        }
    }

    private static List<Locks.Name> locks(ServiceName service, Set<AppName> apps) {
        List<Locks.Name> names = new ArrayList<>();
        apps.forEach(app -> names.add(Locks.Name.alone(Locks.Name.Kind.APP, app)));
        names.add(Locks.Name.alone(Locks.Name.Kind.SERVICE, service));
        return names;
    }

    private void commit(Store.Session session, EnabledService known, List<App> apps, @Nullable Instant keptUntil) {
        Server shared = known.server();
        List<Addon> gone = new ArrayList<>();
        Map<Addon, AppName> owners = new HashMap<>();
        List<Store.Write> writes = new ArrayList<>();
        List<Step> finish = new ArrayList<>();
        for (App app : apps) {
            App without = app;
            for (Addon addon : app.addons()) {
                if (addon.service().equals(known.name())) {
                    gone.add(addon);
                    owners.put(addon, app.name());
                    without = without.withoutAddon(addon.name());
                }
            }
            writes.add(new Store.Write.PutApp(without, null));
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

    private static void refuseBound(ServiceName name, List<App> apps) {
        List<String> bound = apps.stream()
                .filter(app ->
                        app.attachments().stream().anyMatch(a -> a.service().equals(name)))
                .map(app -> app.name().value())
                .toList();
        if (bound.isEmpty()) {
            return;
        }
        String more = bound.size() > NAMED ? " and " + (bound.size() - NAMED) + " more" : "";
        throw VektraException.conflict(
                name + " is bound to " + String.join(", ", bound.subList(0, Math.min(NAMED, bound.size()))) + more,
                Text.of("first: ", Next.of("addons:unbind", name).app(bound.get(0))));
    }
}
