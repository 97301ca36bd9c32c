package vektra.addons;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Making;
import vektra.addons.provision.Provisioning;
import vektra.addons.services.Spares;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Store;

/** Gives an app the add-on of a service: makes it if the app has none, attaches it, sets its config vars. */
public record Bind(
        Engine engine,
        Providers providers,
        History history,
        Maker maker,
        Provisioning provisioning,
        Spares spares,
        Progress progress) {
    private static final String COMMAND = "addons:bind";

    /**
     * What is to be bound.
     *
     * @param plan null for the add-on the app has already, else the service's default plan
     * @param as null for the service's default attachment
     * @param ttl how long the add-on lives from now on, whatever other apps have it attached; null to leave its end as
     * it is
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
     * The binding of an app.
     *
     * @param already whether it was bound before and nothing changed but perhaps the end of the add-on
     */
    public record Bound(App app, Addon addon, Attachment attachment, boolean already) {}

    /** Binds; again is no error and changes nothing but the end of the add-on, where a lifetime is given. */
    public Bound bind(Request request) {
        AddonProvider provider = providers.of(request.service());
        if (request.plan() != null) {
            provider.service().plan(request.plan());
        }
        Bound bound;
        Server server;
        try (Store.Session session = engine.open(List.of(
                Locks.Name.alone(Locks.Name.Kind.APP, request.app()),
                Locks.Name.shared(Locks.Name.Kind.SERVICE, request.service())))) {
            bound = bind(session, provider, request);
            server = engine.lookup(session).serverOf(bound.addon());
        }
        if (!bound.already() && bound.addon().server() == null) {
            spares.makeSoon(server, provider);
        }
        if (!bound.already() && server.hosts().size() > 1) {
            // one of them may be away
            providers.cautions(server).forEach(progress::warn);
        }
        return bound;
    }

    private Bound bind(Store.Session session, AddonProvider provider, Request request) {
        Service service = provider.service();
        AttachmentName as = request.as() == null ? service.attachment() : request.as();
        Lookup at = engine.lookup(session);
        at.enabled(request.service());
        App app = session.app(request.app()).orElseGet(() -> App.empty(request.app(), history.now()));
        Optional<Attachment> present = app.attachment(as);
        if (present.isPresent()) {
            Addon addon = sameAddon(at, app, present.get(), request);
            if (!addon.isReady()) {
                App finished = provisioning.finish(session, OwnedAddon.of(session, addon, app));
                return again(session, finished, request, as);
            }
            providers.ensureAnswering(at.serverOf(addon));
            return again(session, app, request, as);
        }
        Map<String, String> replaced = Naming.stepAside(app, service, as, request.force(), Input.of("force"));
        Optional<Addon> owned = owned(app, service, as, request.plan());
        return attach(session, provider, app, owned, as, replaced, request);
    }

    /** What was bound before has perhaps another end. */
    private Bound again(Store.Session session, App app, Request request, AttachmentName as) {
        Attachment attachment = app.attachment(as).orElseThrow();
        Addon addon = engine.lookup(session).addon(app, attachment).orElseThrow();
        boolean owns = app.addon(addon.name()).isPresent();
        if (request.ttl() == null || !owns) {
            return new Bound(app, addon, attachment, true);
        }
        Addon renewed = addon.expiring(request.ttl().from(history.now()));
        App changed = app.withAddon(renewed);
        session.commit(COMMAND, List.of(new Store.Write.PutApp(changed, null)), List.of());
        return new Bound(changed, renewed, attachment, true);
    }

    private static Addon sameAddon(Lookup at, App app, Attachment attachment, Request request) {
        Addon addon = at.addon(app, attachment).orElse(null);
        boolean same = addon != null
                && addon.service().equals(request.service())
                && (request.plan() == null || addon.plan().equals(request.plan()));
        if (addon == null || !same) {
            throw VektraException.conflict(
                    app.name() + " has " + attachment.name() + " attached to " + attachment.addon() + " already",
                    Text.of(
                            "use another name: ",
                            Input.of("as", "NAME"),
                            ", or first: ",
                            Next.of("addons:unbind", attachment.service())
                                    .app(app.name())
                                    .knowing("attachment", attachment.name())));
        }
        return addon;
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
                .filter(addon -> addon.service().equals(service.name()) && addon.isReady())
                .filter(addon -> plan == null || addon.plan().equals(plan))
                .min(Comparator.comparing((Addon addon) -> !meant.test(addon))
                        .thenComparing(addon ->
                                !addon.plan().equals(service.defaultPlan().name()))
                        .thenComparing(Addon::createdAt));
    }

    private Bound attach(
            Store.Session session,
            AddonProvider provider,
            App app,
            Optional<Addon> owned,
            AttachmentName as,
            Map<String, String> replaced,
            Request request) {
        Lookup at = engine.lookup(session);
        Making making = maker.in(session, provider, COMMAND);
        Service service = provider.service();
        Plan plan = request.plan() == null ? service.defaultPlan() : service.plan(request.plan());
        if (owned.isEmpty()) {
            at.spaces().requireCreate(app.name(), service.name(), plan.name());
        }
        Addon addon = owned.orElseGet(() -> making.planned(app, plan, null, Map.of()));
        if (owned.isEmpty()) {
            addon = making.made(addon);
        }
        Attachment attachment = making.attached(addon, as, replaced);
        if (request.ttl() != null) {
            addon = addon.expiring(request.ttl().from(history.now()));
        }
        App bound = app.withAddon(addon).attached(attachment);
        List<Store.Write> writes = new ArrayList<>();
        if (owned.isEmpty()) {
            writes.add(new Store.Write.Reserve(addon.name(), app.name()));
        }
        writes.add(history.put(bound, "Attach", attachment));
        session.commit(COMMAND, writes, List.of());
        return new Bound(bound, addon, attachment, false);
    }
}
