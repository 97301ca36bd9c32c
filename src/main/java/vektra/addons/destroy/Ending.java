package vektra.addons.destroy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.AddonUse;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.destroy.Reap.Ended;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Former;
import vektra.model.addon.KeptBackups;
import vektra.model.addon.Retiring;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Agenda;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Ends one thing that has expired, under the locks of its add-on. */
record Ending(Engine engine, Store store, Providers providers, History history) {
    static final String COMMAND = "addons:reap";

    /**
     * Ends it, with its app where that has expired; empty when that has to wait, or when it is done already.
     *
     * @param patient whether to wait for processes that are working on it, and to start servers that are needed
     */
    List<Ended> of(Agenda.Due due, Instant now, boolean patient) {
        return service(due.addon())
                .filter(known -> isOver(known.server(), now))
                .map(known -> ofService(known.name(), due.addon(), now, patient))
                .orElseGet(() -> ofAddon(due, now, patient));
    }

    /** The service that is called so; the name of an add-on may be longer than that of any. */
    private Optional<EnabledService> service(AddonName called) {
        return providers.names().contains(called.value())
                ? engine.read().service(new ServiceName(called.value()))
                : Optional.empty();
    }

    /** Deletes what is kept of a service's server since its upgrade; only that is on the agenda by a service's name. */
    private List<Ended> ofService(ServiceName name, AddonName called, Instant now, boolean patient) {
        Optional<Store.Session> opened = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.SERVICE, name)), patient);
        if (opened.isEmpty()) {
            return List.of();
        }
        try (Store.Session session = opened.get()) {
            Optional<EnabledService> known = session.service(name).filter(service -> isOver(service.server(), now));
            known.ifPresent(service -> Deletion.forget(
                    session,
                    Deed.of(COMMAND).with("services", List.of(name.value())),
                    service.server(),
                    changed -> new Store.Write.PutService(service.with(changed))));
            return known.stream()
                    .map(service -> new Ended(called, null, null, List.of(), false, false))
                    .toList();
        }
    }

    private static boolean isOver(@Nullable Server server, Instant now) {
        Server.Former former = server == null ? null : server.former();
        return former != null && former.isExpired(now);
    }

    private List<Ended> ofAddon(Agenda.Due due, Instant now, boolean patient) {
        OwnedAddon meant = engine.lookup().owned(due.addon()).orElse(null);
        List<Locks.Name> locks = meant == null
                ? List.of(Locks.Name.alone(Locks.Name.Kind.ADDON, due.addon()))
                : expired(meant, now)
                        .map(app -> AppDeletion.allLocks(engine.read(), app))
                        .orElseGet(meant::locks);
        Optional<Store.Session> opened = engine.open(locks, patient);
        if (opened.isEmpty()) {
            return List.of();
        }
        if (meant == null) {
            forgetOwnerless(opened.get(), due);
            return List.of();
        }
        // other apps than those locked: an app that attached it comes after this, and so does the next command
        Optional<Held> held = Held.of(opened.get(), meant, locks);
        if (held.isEmpty()) {
            return List.of();
        }
        try (Held all = held.get()) {
            App app = expired(all.owned(), now).orElse(null);
            if (app == null) {
                return end(all, due, now, patient).stream().toList();
            }
            return locks.containsAll(AppDeletion.allLocks(all.session(), app)) ? expire(all, app, patient) : List.of();
        }
    }

    /** The app of an add-on when it goes with that. */
    private static Optional<App> expired(OwnedAddon owned, Instant now) {
        return Optional.ofNullable(owned.owner()).filter(app -> app.isExpired(now));
    }

    /** Destroys an app with all that it owns. */
    private List<Ended> expire(Held held, App app, boolean patient) {
        Lookup at = engine.lookup(held.session());
        Stream.concat(
                        app.addons().stream().filter(addon -> addon.server() == null),
                        app.borrowed().stream().map(attachment -> at.requiredAddon(app, attachment)))
                .forEach(addon -> require(addon, patient));
        new AppDeletion(at, app).commit(held.session(), history, COMMAND, "Expire");
        return app.addons().stream()
                .map(addon -> new Ended(addon.name(), app.name(), null, List.of(), true, true))
                .toList();
    }

    private void forgetOwnerless(Store.Session locked, Agenda.Due due) {
        try (Store.Session session = locked) {
            if (OwnedAddon.of(session, due.addon()).isEmpty()) {
                store.agenda().forget(due);
            }
        }
    }

    private Optional<Ended> end(Held held, Agenda.Due due, Instant now, boolean patient) {
        OwnedAddon owned = held.owned();
        Former former = owned.addon().former();
        if (owned.addon().isExpired(now)) {
            return Optional.of(expire(held, patient));
        }
        List<AddonUse> over = retiring(owned, now);
        if (!over.isEmpty()) {
            return Optional.of(retire(held, over, now, patient));
        }
        if (former != null && former.isExpired(now)) {
            return Optional.of(forget(held, former, patient));
        }
        Server server = owned.addon().server();
        if (server != null && isOver(server, now)) {
            Deletion.forget(
                    held.session(),
                    Deed.of(COMMAND),
                    server,
                    changed -> owned.put(owned.addon().on(changed)));
            return Optional.of(new Ended(owned.addon().name(), owned.app(), null, List.of(), false, false));
        }
        store.agenda().forget(due);
        return Optional.empty();
    }

    private static List<AddonUse> retiring(OwnedAddon owned, Instant now) {
        return owned.uses().stream()
                .filter(use -> use.attachment().retiring().stream().anyMatch(old -> old.isExpired(now)))
                .toList();
    }

    private Ended expire(Held held, boolean patient) {
        Addon addon = held.owned().addon();
        if (addon.server() == null) {
            require(addon, patient);
        }
        App without = new Deletion(engine, providers, history)
                .delete(held.session(), held.owned(), COMMAND, "Expire", loss(addon))
                .app();
        return new Ended(
                addon.name(),
                without == null ? null : without.name(),
                without == null ? null : without.release(),
                List.of(),
                true,
                false);
    }

    /** Its backups stay for a while. */
    private Loss loss(Addon addon) {
        return new Loss(addon, null, List.of(), List.of(), KeptBackups.until(history.now()));
    }

    /** Ends what an add-on was before its plan changed. */
    private Ended forget(Held held, Former former, boolean patient) {
        OwnedAddon owned = held.owned();
        if (former.server() == null) {
            require(
                    engine.lookup(held.session())
                            .enabled(owned.addon().service())
                            .server(),
                    owned.addon(),
                    patient);
        }
        Deletion.forget(held.session(), owned, former, COMMAND);
        return new Ended(owned.addon().name(), owned.app(), null, List.of(), false, false);
    }

    private Ended retire(Held held, List<AddonUse> over, Instant now, boolean patient) {
        OwnedAddon owned = held.owned();
        Addon addon = owned.addon();
        require(addon, patient);
        List<Store.Write> writes = new ArrayList<>();
        List<Step> finish = new ArrayList<>();
        for (App app : owned.apps()) {
            List<Attachment> kept = new ArrayList<>();
            for (AddonUse use : over) {
                if (use.app().equals(app.name())) {
                    List<Retiring> rest = new ArrayList<>(use.attachment().retiring());
                    rest.removeIf(old -> old.isExpired(now));
                    kept.add(use.attachment().retiring(rest));
                }
            }
            if (!kept.isEmpty()) {
                writes.add(new Store.Write.PutApp(app.withAttachments(kept), null));
            }
        }
        over.forEach(use -> use.attachment().retiring().stream()
                .filter(old -> old.isExpired(now))
                .forEach(old -> finish.add(Step.revoke(addon, old.id()))));
        held.session().commit(Deed.of(COMMAND).with("outcome", "revoked earlier credentials"), writes, finish);
        return new Ended(
                addon.name(),
                owned.app(),
                null,
                over.stream().map(use -> use.attachment().name()).toList(),
                false,
                false);
    }

    /** A server that is to be asked must answer first, so that nothing is left half done. */
    private void require(Addon addon, boolean patient) {
        Server server = engine.lookup()
                .serverInUse(addon)
                .orElseThrow(() -> VektraException.conflict("the service " + addon.service() + " is disabled", null));
        require(server, addon, patient);
    }

    private void require(Server server, Addon addon, boolean patient) {
        if (patient) {
            providers.ensureAnswering(server);
        } else {
            // asks and starts nothing: a server that was stopped stays so
            providers.of(addon.service()).ping(server);
        }
    }
}
