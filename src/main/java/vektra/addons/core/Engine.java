package vektra.addons.core;

import java.util.List;
import java.util.Optional;
import vektra.model.addon.Resource;
import vektra.model.addon.Step;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Opens what verbs change, first settles what a crash left and what has expired, and carries out journalled steps. */
public final class Engine {
    private final Store store;
    private final Providers providers;
    private final ServerLauncher launcher;
    private final Shelf shelf;
    private final Progress progress;
    private final Runnable expiry;

    /** @param expiry ends what has expired, in changes of its own */
    public Engine(
            Store store,
            Providers providers,
            ServerLauncher launcher,
            Shelf shelf,
            Progress progress,
            Runnable expiry) {
        this.store = store;
        this.providers = providers;
        this.launcher = launcher;
        this.shelf = shelf;
        this.progress = progress;
        this.expiry = expiry;
    }

    /** What the store holds from now on, without a lock. */
    public Snapshot read() {
        return store.read();
    }

    /** The same, to find in it. */
    public Lookup lookup() {
        return lookup(read());
    }

    /** Differs after each change of what the store holds; empty while two changes might look the same. */
    public Optional<String> stamp() {
        return store.stamp();
    }

    /** What a snapshot holds, such as an open session's. */
    public Lookup lookup(Snapshot at) {
        return new Lookup(at, providers);
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
    public void recover() {
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
                        .filter(known -> known.server().isWhere(server))
                        .isEmpty();
    }

    private static String remains(Step step) {
        return step.resource() == null ? "its server" : step.resource().label();
    }

    /** Ends what has expired; for verbs that only read. */
    public void reap() {
        expiry.run();
    }

    /**
     * Opens a change as part of settling.
     *
     * @param patient whether to wait for the process that has the lock; else empty
     */
    public Optional<Store.Session> open(List<Locks.Name> locks, boolean patient) {
        return patient ? Optional.of(store.open(locks, this::run)) : store.tryOpen(locks, this::run);
    }

    /** Carries out one journalled step; a server that is gone permanently has nothing left to undo. */
    private void run(Step step) {
        if (step.action() == Step.Action.DROP_BACKUPS || step.action() == Step.Action.KEEP_BACKUPS) {
            onShelf(step, resource(step));
            return;
        }
        AddonProvider provider = providers.of(step.service());
        Optional<Server> server = lookup().serverOf(step.service(), Optional.ofNullable(step.server()));
        if (server.isEmpty()) {
            return;
        }
        if (step.action() == Step.Action.REMOVE_SERVER) {
            launcher.remove(server.get(), provider);
            if (server.get().former() != null) {
                launcher.remove(server.get().beside(), provider);
            }
            return;
        }
        if (step.action() == Step.Action.TAKE_NEXT || step.action() == Step.Action.TAKE_BACK) {
            new DataSwitch(launcher, provider, server.get()).run(step.action());
            return;
        }
        if (step.action() == Step.Action.STOP_SERVER) {
            launcher.stop(server.get(), provider);
            return;
        }
        Resource resource = resource(step);
        providers.ensureAnswering(server.get());
        if (step.action() == Step.Action.DEPROVISION) {
            provider.deprovision(server.get(), resource);
        } else if (step.action() == Step.Action.ADMIT) {
            provider.abilities().movable().ifPresent(able -> able.admit(server.get(), resource));
        } else if (step.credentials() != null) {
            provider.revoke(server.get(), resource, step.credentials());
        }
    }

    private void onShelf(Step step, Resource named) {
        String one = named.facts().get(Step.BACKUP);
        if (step.action() == Step.Action.KEEP_BACKUPS) {
            shelf.retire(step.kept(named));
        } else if (one == null) {
            shelf.clear(named.id());
        } else {
            shelf.list(named.id()).stream()
                    .filter(backup -> backup.name().equals(one))
                    .forEach(backup -> shelf.delete(named.id(), backup));
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
