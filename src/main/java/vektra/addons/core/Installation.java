package vektra.addons.core;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vektra.model.App;
import vektra.model.Attachment;
import vektra.model.Kind;
import vektra.model.Release;
import vektra.model.Resource;
import vektra.model.Server;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Background;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;
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

    /** Differs after each change of what is stored; empty while two changes might look the same. */
    public Optional<String> stamp() {
        return store.stamp();
    }

    /** What the store holds from now on, without a lock. */
    public Lookup lookup() {
        return lookup(store.read());
    }

    /** What a snapshot holds, such as an open session's. */
    public Lookup lookup(Snapshot at) {
        return new Lookup(at, providers);
    }

    /** The same home with another user at work. */
    public Installation as(String other) {
        return new Installation(store.as(other), providers, launcher, shelf, background, progress, clock, other);
    }

    public LogDrains drains() {
        return providers.drains();
    }

    /** Opens a change under locks; what a crash left of the things locked, and what has expired, is settled first. */
    public Store.Session open(List<Locks.Name> locks) {
        settle();
        return store.open(locks, this::run);
    }

    /** Ends what crashed processes left and what has expired; for verbs that read before they know what to lock. */
    public void settle() {
        recover();
        reap();
    }

    /** Ends what crashed processes left. */
    void recover() {
        store.recovery().settle(this::run);
    }

    /**
     * The same at once, also for what waits for a server. What is left to do on an adopted server that this home no
     * longer has is given up when that server does not answer.
     */
    public void settleNow() {
        store.recovery().settleNow(step -> {
            try {
                run(step);
            } catch (VektraException e) {
                if (e.kind() != Kind.UNAVAILABLE || !lostForGood(step)) {
                    throw e;
                }
                progress.warn(remains(step) + " stays on the server of " + step.service() + ": " + e.getMessage());
            }
        });
    }

    private boolean lostForGood(Step step) {
        Server server = step.server();
        return server != null
                && !server.managed()
                && store.read()
                        .service(step.service())
                        .filter(known -> known.server().hosts().equals(server.hosts()))
                        .isEmpty();
    }

    private static String remains(Step step) {
        return step.resource() == null ? "its server" : step.resource().label();
    }

    /** Ends what has expired; for verbs that only read. */
    public void reap() {
        new Reap(as(ITSELF)).byTheWay();
    }

    /**
     * Opens a change as part of settling.
     *
     * @param patient whether to wait for who has the lock; else empty
     */
    public Optional<Store.Session> open(List<Locks.Name> locks, boolean patient) {
        return patient ? Optional.of(store.open(locks, this::run)) : store.tryOpen(locks, this::run);
    }

    /** Brings a managed server up when it is down and asks an external one whether it is there. */
    public void ensureAnswering(Server server) {
        AddonProvider provider = providers.of(server.service());
        if (server.managed()) {
            launcher.ensureRunning(server, provider);
        } else {
            provider.ping(server);
        }
    }

    /** What the version of a server that answers keeps it from. */
    public List<String> cautions(Server server) {
        return providers
                .of(server.service())
                .abilities()
                .cautions()
                .map(able -> able.cautions(server))
                .orElse(List.of());
    }

    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** The history entry for an app as it is after a change. */
    public Release release(App app, String description) {
        List<String> attached = app.attachments().stream()
                .map(attachment -> attachment.name() + "=" + attachment.addon())
                .toList();
        List<String> addons = app.addons().stream()
                .map(addon -> addon.name() + "=" + addon.fullPlan())
                .toList();
        return new Release(app.release(), now(), user, description, app.userConfig(), attached, addons);
    }

    public Store.Write.PutApp put(App app, String description) {
        return new Store.Write.PutApp(app, release(app, description));
    }

    public static String reference(String what, Attachment attachment) {
        return what + " " + attachment.name() + " (@ref:" + attachment.addon() + ")";
    }

    /** Carries out one journalled step; a server that is gone permanently has nothing left to undo. */
    private void run(Step step) {
        if (step.action() == Step.Action.DROP_BACKUPS) {
            shelf.clear(resource(step).id());
            return;
        }
        AddonProvider provider = providers.of(step.service());
        Optional<Server> server = lookup().serverOf(step.service(), Optional.ofNullable(step.server()));
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
            provider.abilities().movable().ifPresent(able -> able.admit(server.get(), resource));
        } else if (step.credentials() != null) {
            provider.revoke(server.get(), resource, step.credentials());
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
