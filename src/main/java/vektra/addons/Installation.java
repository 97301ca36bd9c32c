package vektra.addons;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.EnabledService;
import vektra.model.Kind;
import vektra.model.Nearest;
import vektra.model.Release;
import vektra.model.Resource;
import vektra.model.Server;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Background;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Store;

/**
 * One home of Vektra with everything that the verbs work with.
 *
 * @param user who is at work, for releases and the audit
 */
public record Installation(
        Store store,
        Providers providers,
        ServerLauncher launcher,
        Shelf shelf,
        Background background,
        Progress progress,
        Clock clock,
        String user) {

    /** Whom the audit and releases name for what happens by itself, such as the end of a lease; no user is called so. */
    static final String ITSELF = "vektra itself";

    /** The same home with another user at work. */
    Installation as(String other) {
        return new Installation(store, providers, launcher, shelf, background, progress, clock, other);
    }

    LogDrains drains() {
        return providers.drains();
    }

    /** Opens a change under locks; what a crash left of the things locked, and what is due, is settled first. */
    Store.Session open(List<Locks.Name> locks) {
        settle();
        return new OwnSession(store.open(locks, this::run), this);
    }

    /** Ends what crashed processes left and what is due; for verbs that read before they know what to lock. */
    void settle() {
        recover();
        reap();
    }

    /** Ends what crashed processes left. */
    void recover() {
        store.settle(this::run);
    }

    /**
     * The same at once, also for what waits for a server. What is left to do on an adopted server that this home no
     * longer has is given up when that server does not answer.
     */
    void settleNow() {
        store.settleNow(step -> {
            try {
                run(step);
            } catch (VektraException e) {
                if (e.kind() != Kind.UNAVAILABLE || !lostForGood(step)) {
                    throw e;
                }
                progress.warn(
                        "what " + step.service() + " still has of " + remains(step) + " stays: " + e.getMessage());
            }
        });
    }

    private boolean lostForGood(Step step) {
        Server server = step.server();
        return server != null
                && !server.managed()
                && store.service(step.service())
                        .filter(known -> known.server().hosts().equals(server.hosts()))
                        .isEmpty();
    }

    private static String remains(Step step) {
        return step.resource() == null ? "its server" : step.resource().label();
    }

    /** Ends what is due; for verbs that only read. */
    void reap() {
        new Reap(as(ITSELF)).byTheWay();
    }

    /**
     * Opens a change as part of settling.
     *
     * @param patient whether to wait for who has the lock; else empty
     */
    Optional<Store.Session> open(List<Locks.Name> locks, boolean patient) {
        Optional<Store.Session> opened =
                patient ? Optional.of(store.open(locks, this::run)) : store.tryOpen(locks, this::run);
        return opened.map(session -> new OwnSession(session, this));
    }

    App app(AppName name) {
        return store.app(name).orElseThrow(() -> unknownApp(name, "make it: vektra apps:create " + name));
    }

    /**
     * An app that is not there.
     *
     * @param hint what to do when no other is called nearly so
     */
    VektraException unknownApp(AppName name, String hint) {
        List<String> known = store.appNames().stream().map(AppName::value).toList();
        return VektraException.notFound(
                "no app called " + Shown.quoted(name.value()),
                Nearest.to(name.value(), known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse(hint));
    }

    /** The service, which must be enabled. */
    EnabledService enabled(ServiceName name) {
        providers.of(name);
        return store.service(name)
                .filter(EnabledService::enabled)
                .orElseThrow(() -> VektraException.conflict(
                        "the service " + name + " is not enabled", "enable it: vektra addons:enable " + name));
    }

    /** The service, enabled or off with its data kept. */
    EnabledService enabledOrKept(ServiceName name) {
        return store.service(name).orElseThrow(() -> VektraException.conflict("the service " + name + " is off", null));
    }

    /** The server that an add-on lives on; empty when the shared one is gone with its data. */
    Optional<Server> serverOf(ServiceName service, Optional<Server> dedicated) {
        return dedicated.or(() -> store.service(service).map(EnabledService::server));
    }

    Server serverOf(Addon addon) {
        return serverOf(addon.service(), Optional.ofNullable(addon.server()))
                .orElseThrow(() -> VektraException.conflict(
                        "the server of " + addon.name() + " is gone",
                        "turn the service on again: vektra addons:enable " + addon.service()));
    }

    /** The add-on that an app has attached, its own or another's; empty when that is not known. */
    Optional<Addon> addon(App app, Attachment attachment) {
        return app.addon(attachment.addon())
                .or(() -> Tenant.of(store, attachment.addon()).map(Tenant::addon));
    }

    /** The same for an attachment that must have one. */
    Addon requiredAddon(App app, Attachment attachment) {
        return addon(app, attachment)
                .orElseThrow(() -> VektraException.notFound(
                        "the add-on " + attachment.addon() + " of " + app.name() + " is not known",
                        "see: vektra addons:doctor"));
    }

    /** The server that an add-on lives on while its service is on; empty when that is off. */
    Optional<Server> serverInUse(Addon addon) {
        return store.service(addon.service())
                .filter(EnabledService::enabled)
                .map(service -> addon.server() == null ? service.server() : addon.server());
    }

    /** Brings a managed server up when it is down and asks an external one whether it is there. */
    void ensureAnswering(Server server) {
        AddonProvider provider = providers.of(server.service());
        if (server.managed()) {
            launcher.ensureRunning(server, provider);
        } else {
            provider.ping(server);
        }
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** The history entry for an app as it is after a change. */
    Release release(App app, String description) {
        List<String> attached = app.attachments().stream()
                .map(attachment -> attachment.name() + "=" + attachment.addon())
                .toList();
        List<String> addons = app.addons().stream()
                .map(addon -> addon.name() + "=" + addon.fullPlan())
                .toList();
        return new Release(app.release(), now(), user, description, app.userConfig(), attached, addons);
    }

    Store.Write.PutApp put(App app, String description) {
        return new Store.Write.PutApp(app, release(app, description));
    }

    static String reference(String what, Attachment attachment) {
        return what + " " + attachment.name() + " (@ref:" + attachment.addon() + ")";
    }

    /** Carries out one journalled step; a server that is gone for good has nothing left to undo. */
    private void run(Step step) {
        if (step.action() == Step.Action.DROP_BACKUPS) {
            shelf.clear(resource(step).id());
            return;
        }
        AddonProvider provider = providers.of(step.service());
        Optional<Server> server = serverOf(step.service(), Optional.ofNullable(step.server()));
        if (server.isEmpty()) {
            return;
        }
        if (step.action() == Step.Action.REMOVE_SERVER) {
            launcher.remove(server.get(), provider);
            return;
        }
        Resource resource = resource(step);
        ensureAnswering(server.get());
        if (step.action() == Step.Action.DEPROVISION) {
            provider.deprovision(server.get(), resource);
        } else if (step.action() == Step.Action.ADMIT) {
            provider.admit(server.get(), resource);
        } else if (step.credentials() != null) {
            provider.unbind(server.get(), resource, step.credentials());
        }
    }

    private static Resource resource(Step step) {
        Resource resource = step.resource();
        if (resource == null) {
            throw new IllegalStateException("a step on a resource names none");
        }
        return resource;
    }
}
