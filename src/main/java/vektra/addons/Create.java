package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Detached;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.Options;
import vektra.addons.core.Providers;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Making;
import vektra.addons.services.Enable;
import vektra.addons.services.OptionChanges;
import vektra.addons.services.Reconfiguring;
import vektra.addons.services.Spares;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.AppAddress;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Background;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Gives an app one more add-on, whichever it has of that service already. */
public record Create(
        Engine engine,
        Providers providers,
        Background background,
        Progress progress,
        History history,
        Maker maker,
        Spares spares) {
    private static final String COMMAND = "addons:create";

    /**
     * What is to be made.
     *
     * @param plan null for the service's default plan
     * @param name null for a random one
     * @param as null for the service's usual name, or where that is taken one with a color
     * @param options of the add-on's own server, as typed; a plan without one takes none
     * @param ttl how long the add-on lives; null when it stays
     * @param patient whether to return only when it is there; else a server of its own is made in the background
     * @param force whether what has the attachment's name, or its variables', steps aside
     */
    public record Request(
            AppName app,
            ServiceName service,
            @Nullable String plan,
            @Nullable AddonName name,
            @Nullable AttachmentName as,
            Map<String, String> options,
            @Nullable Lifetime ttl,
            boolean patient,
            boolean force) {}

    /**
     * The add-on and its attachment.
     *
     * @param already whether the app had an add-on of that name and plan
     * @param changed the options of its own server that differ from before, with their new values
     */
    public record Created(App app, Addon addon, Attachment attachment, boolean already, Map<String, String> changed) {
        /** Whether anything is as it was not before. */
        public boolean isNew() {
            return !already || !changed.isEmpty();
        }
    }

    /**
     * Makes the add-on; again with the same name is no error, and gives its own server the options that differ. A name that
     * another app's add-on has is a CONFLICT.
     */
    public Created create(Request request) {
        AddonProvider provider = providers.of(request.service());
        Service service = provider.service();
        Plan plan = request.plan() == null ? service.defaultPlan() : service.plan(request.plan());
        Map<String, String> options = options(service, plan, request.options());
        Created created;
        List<AppName> aside =
                request.force() ? Detached.concerned(engine.lookup(), request.app(), request.as()) : List.of();
        List<Locks.Name> locks = new ArrayList<>();
        locks.add(Locks.Name.alone(Locks.Name.Kind.APP, request.app()));
        aside.forEach(app -> locks.add(Locks.Name.alone(Locks.Name.Kind.APP, app)));
        locks.add(Locks.Name.shared(Locks.Name.Kind.SERVICE, request.service()));
        try (Store.Session session = engine.open(locks)) {
            Lookup at = engine.lookup(session);
            at.enabled(request.service());
            App app = at.app(request.app());
            if (request.force()) {
                Detached.requireConcerned(at, request.app(), request.as(), aside);
            }
            Optional<Created> there = there(session, app, request, plan);
            if (there.isPresent()) {
                return reconfigured(session, provider, there.get(), options);
            }
            created = create(session, provider, app, plan, options, request);
        }
        if (!created.addon().isReady()) {
            background.run(List.of("addons:wait", created.addon().name().value()));
        } else if (created.addon().server() == null) {
            spares.makeSoon(engine.lookup().serverOf(created.addon()), provider);
        }
        return created;
    }

    private static Map<String, String> options(Service service, Plan plan, Map<String, String> given) {
        if (!plan.dedicated() && !given.isEmpty()) {
            throw VektraException.invalid(
                    service.name() + ":" + plan.name() + " has no options per add-on: all share one server",
                    Text.of(
                            "set them for all: ",
                            Next.of("addons:enable", service.name())
                                    .with(given.keySet().iterator().next(), "VALUE"),
                            ", or create " + service.name() + ":" + Plan.DEDICATED));
        }
        AppAddress.refuse(given);
        return Options.checked(service, given);
    }

    /** The add-on that is called so already. */
    private static Optional<Created> there(Snapshot at, App app, Request request, Plan plan) {
        AddonName name = request.name();
        if (name == null || at.owner(name).isEmpty()) {
            return Optional.empty();
        }
        Addon addon = app.addon(name)
                .filter(own ->
                        own.service().equals(request.service()) && own.plan().equals(plan.name()))
                .orElseThrow(() -> VektraException.conflict(
                        "an add-on called " + name + " already exists",
                        Text.of("choose another name, or leave ", Input.of("name"), " out")));
        return app.attachmentsOf(name).stream()
                .filter(attachment -> request.as() == null || attachment.name().equals(request.as()))
                .findFirst()
                .map(attachment -> Optional.of(new Created(app, addon, attachment, true, Map.of())))
                .orElseThrow(() -> VektraException.conflict(
                        name + " already exists, but not attached to " + app.name()
                                + (request.as() == null ? "" : " as " + request.as()),
                        Text.of("attach it: ", Next.of("addons:attach", name).app(app.name()))));
    }

    private Created reconfigured(
            Store.Session session, AddonProvider provider, Created there, Map<String, String> options) {
        Addon addon = there.addon();
        Server own = addon.server();
        if (own == null || !addon.isReady() || options.isEmpty()) {
            return there;
        }
        OptionChanges changes =
                OptionChanges.of(provider.service(), own, addon.name().value(), options);
        App app = there.app();
        Enable.Outcome outcome = new Reconfiguring(maker.launcher(), progress, session, provider, COMMAND)
                .apply(
                        changes,
                        true,
                        () -> true,
                        server -> new Store.Write.PutApp(app.withAddon(addon.on(server)), null));
        if (outcome == Enable.Outcome.RESTART_NEEDED) {
            Text then = Text.of("the change takes effect after: ", Next.of("addons:restart", addon.name()));
            progress.warn(then.toString());
        }
        return new Created(app, addon, there.attachment(), true, changes.values());
    }

    private Created create(
            Store.Session session,
            AddonProvider provider,
            App app,
            Plan plan,
            Map<String, String> options,
            Request request) {
        Lookup at = engine.lookup(session);
        at.spaces().requireCreate(app.name(), request.service(), plan.name());
        AttachmentName as = request.as() == null ? Naming.attachment(app, provider.service()) : request.as();
        Detached before = Detached.of(at, app, as, request.force());
        Map<String, String> replaced = Naming.stepAside(
                before.app(), provider.service(), as, request.force(), Input.of("confirm", app.name()));
        Making making = maker.in(session, provider, COMMAND);
        Addon planned = making.planned(app, plan, request.name(), options);
        if (request.ttl() != null) {
            planned = planned.expiring(request.ttl().from(history.now()));
        }
        boolean now = planned.server() == null || request.patient();
        Addon addon = planned;
        Attachment attachment;
        if (now) {
            addon = making.made(planned);
            attachment = making.attached(addon, as, replaced);
        } else {
            Id id = Id.fresh();
            Credentials none = new Credentials(id, "", new Secret(""));
            attachment = new Attachment(id, as, addon.name(), addon.service(), history.now(), none, Map.of(), Map.of());
        }
        App with = before.app().withAddon(addon).attached(attachment).atRelease(app.release() + 1);
        String description = now
                ? History.reference("Attach", attachment)
                : "Create " + addon.fullPlan() + " (@ref:" + addon.name() + ")";
        List<Store.Write> writes = new ArrayList<>(before.writes());
        writes.add(new Store.Write.Reserve(addon.name(), app.name()));
        writes.add(history.put(with, description));
        session.commit(COMMAND, writes, before.finish());
        return new Created(with, addon, attachment, false, Map.of());
    }
}
