package vektra.addons;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.ConfigVar;
import vektra.model.Credentials;
import vektra.model.EnabledService;
import vektra.model.Failpoint;
import vektra.model.Id;
import vektra.model.Lifetime;
import vektra.model.Plan;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.ServerOptions;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Gives an app the add-on of a service: makes it if the app has none, attaches it, sets its config vars. */
public final class Bind {
    private final Installation home;

    public Bind(Installation home) {
        this.home = home;
    }

    /**
     * What is to be bound.
     *
     * @param plan null for the add-on the app has already, else the service's default plan
     * @param as null for the service's default attachment
     * @param ttl how long the add-on lives from now on, whoever else is attached to it; null to leave its end as it is
     * @param force whether a user's own variables of the same names step aside until the add-on is unbound
     */
    public record Request(
            AppName app,
            ServiceName service,
            @Nullable String plan,
            @Nullable AttachmentName as,
            @Nullable Lifetime ttl,
            boolean force) {}

    /**
     * What came of it.
     *
     * @param already whether it was bound before and nothing changed but perhaps the end of the add-on
     */
    public record Bound(App app, Addon addon, Attachment attachment, boolean already) {}

    /** Binds; again is no error and changes nothing but the end of the add-on, where a lifetime is given. */
    public Bound bind(Request request) {
        AddonProvider provider = home.providers().of(request.service());
        Bound bound = bind(provider, request);
        if (!bound.already() && bound.addon().server() == null) {
            new Spares(home).makeSoon(home.serverOf(bound.addon()), provider);
        }
        return bound;
    }

    private Bound bind(AddonProvider provider, Request request) {
        Service service = provider.service();
        if (request.plan() != null) {
            service.plan(request.plan());
        }
        AttachmentName as = request.as() == null ? service.attachment() : request.as();
        try (Store.Session session = home.open(List.of(
                Locks.Name.alone(Locks.Name.Kind.APP, request.app()),
                Locks.Name.shared(Locks.Name.Kind.SERVICE, request.service())))) {
            EnabledService enabled = home.enabled(request.service());
            App app = home.store().app(request.app()).orElseGet(() -> newApp(request.app()));
            Optional<Attachment> present = app.attachment(as);
            if (present.isPresent()) {
                Addon addon = sameAddon(app, present.get(), request);
                home.ensureAnswering(home.serverOf(addon));
                return request.ttl() == null
                        ? new Bound(app, addon, present.get(), true)
                        : renew(session, app, addon, present.get(), request.ttl());
            }
            Map<String, String> replaced = stepAside(app, service, as, request.force());
            Optional<Addon> owned = owned(app, service, as, request.plan());
            return attach(session, provider, enabled, app, owned, as, replaced, request);
        }
    }

    private Bound renew(Store.Session session, App app, Addon addon, Attachment attachment, Lifetime ttl) {
        Addon renewed = addon.expiring(ttl.from(home.now()));
        App changed = app.withAddon(renewed);
        session.commit("addons:bind", List.of(new Store.Write.PutApp(changed, null)), List.of());
        return new Bound(changed, renewed, attachment, true);
    }

    private App newApp(AppName name) {
        return new App(Id.fresh(), name, home.now(), 0, Map.of(), List.of(), List.of());
    }

    private static Addon sameAddon(App app, Attachment attachment, Request request) {
        Addon addon = app.addon(attachment.addon()).orElse(null);
        boolean same = addon != null
                && addon.service().equals(request.service())
                && (request.plan() == null || addon.plan().equals(request.plan()));
        if (addon == null || !same) {
            throw VektraException.conflict(
                    app.name() + " has " + attachment.name() + " attached to " + attachment.addon() + " already",
                    "use another name: --as NAME, or first: vektra addons:unbind " + attachment.service() + " -a "
                            + app.name());
        }
        return addon;
    }

    /** The values that the new attachment would take the place of; a conflict unless forced. */
    private static Map<String, String> stepAside(App app, Service service, AttachmentName as, boolean force) {
        Map<String, String> names =
                service.configVars().stream().collect(Collectors.toMap(ConfigVar::name, ConfigVar::name));
        Map<String, String> replaced = new LinkedHashMap<>();
        for (String name : service.varsFor(as, names).keySet()) {
            String value = app.config().get(name);
            if (value == null) {
                continue;
            }
            Optional<Attachment> other = app.source(name);
            if (other.isPresent() || !force) {
                throw VektraException.conflict(
                        name + " of " + app.name() + " is set already, by "
                                + other.map(a -> a.addon().value()).orElse("you"),
                        "bind under another name: --as NAME"
                                + (other.isPresent() ? "" : ", or put yours aside until unbind: --force"));
            }
            replaced.put(name, value);
        }
        return replaced;
    }

    /**
     * The add-on of the app that is meant. The usual attachment gets back what was kept when it was unbound; another name
     * is one more attachment of what the usual one shows. Then the default plan counts, then age.
     */
    private static Optional<Addon> owned(App app, Service service, AttachmentName as, @Nullable String plan) {
        Predicate<Addon> meant = as.equals(service.attachment())
                ? addon -> app.attachmentsOf(addon.name()).isEmpty()
                : addon -> app.attachmentsOf(addon.name()).stream()
                        .anyMatch(attachment -> attachment.name().equals(service.attachment()));
        return app.addons().stream()
                .filter(addon -> addon.service().equals(service.name()))
                .filter(addon -> plan == null || addon.plan().equals(plan))
                .min(Comparator.comparing((Addon addon) -> !meant.test(addon))
                        .thenComparing(addon ->
                                !addon.plan().equals(service.defaultPlan().name()))
                        .thenComparing(Addon::createdAt));
    }

    private Bound attach(
            Store.Session session,
            AddonProvider provider,
            EnabledService enabled,
            App app,
            Optional<Addon> owned,
            AttachmentName as,
            Map<String, String> replaced,
            Request request) {
        Service service = provider.service();
        Id attachmentId = Id.fresh();
        Addon addon = owned.orElseGet(() -> planned(app, service, request.plan()));
        boolean dedicated = service.plan(addon.plan()).dedicated();
        boolean newServer = owned.isEmpty() && dedicated;
        if (!newServer) {
            // before anything is begun: then a server that is down leaves nothing to undo
            home.ensureAnswering(home.serverOf(addon));
        }
        session.begin("addons:bind", undo(addon, attachmentId, owned.isEmpty(), dedicated));
        if (newServer) {
            addon = addon.on(dedicatedServer(addon, enabled, provider));
            home.ensureAnswering(home.serverOf(addon));
        }
        Server server = home.serverOf(addon);
        if (owned.isEmpty()) {
            addon = addon.provisioned(provider.provision(server, addon.resource()));
            Failpoint.reached("bind: provisioned");
        }
        Credentials credentials = provider.bind(server, addon.resource(), attachmentId, Secret.fresh());
        Failpoint.reached("bind: credentials made");
        Map<String, String> vars = service.varsFor(as, provider.configVars(server, addon.resource(), credentials));
        Attachment attachment =
                new Attachment(attachmentId, as, addon.name(), service.name(), home.now(), credentials, vars, replaced);
        if (request.ttl() != null) {
            addon = addon.expiring(request.ttl().from(home.now()));
        }
        App bound = app.withAddon(addon).attached(attachment);
        List<Store.Write> writes = new ArrayList<>();
        if (owned.isEmpty()) {
            writes.add(new Store.Write.Reserve(addon.name(), app.name()));
        }
        writes.add(home.put(bound, Installation.reference("Attach", attachment)));
        session.commit("addons:bind", writes, List.of());
        return new Bound(bound, addon, attachment, false);
    }

    private Addon planned(App app, Service service, @Nullable String plan) {
        Id id = Id.fresh();
        AddonName name = AddonName.random(service.name());
        while (home.store().owner(name).isPresent()) {
            name = AddonName.random(service.name());
        }
        Plan chosen = plan == null ? service.defaultPlan() : service.plan(plan);
        return new Addon(
                id,
                name,
                service.name(),
                chosen.name(),
                Addon.State.PROVISIONING,
                home.now(),
                new Resource(id, app.name().value(), Map.of()),
                null);
    }

    private static List<Step> undo(Addon addon, Id attachment, boolean fresh, boolean dedicated) {
        if (!fresh) {
            return List.of(Step.revoke(addon, attachment));
        }
        return dedicated
                ? List.of(Step.removeServer(Server.planned(addon.name().value(), addon.service())))
                : List.of(Step.deprovision(addon));
    }

    private Server dedicatedServer(Addon addon, EnabledService enabled, AddonProvider provider) {
        Map<String, String> options = new LinkedHashMap<>(Options.defaults(provider.service()));
        options.putAll(enabled.server().options());
        options.remove(ServerOptions.PORT);
        String from = options.get(ServerOptions.FROM);
        return home.launcher()
                .create(
                        new ServerLauncher.Wanted(
                                addon.name().value(), addon.service(), from, null, options, Secret.fresh()),
                        provider);
    }
}
