package vektra.addons.apps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.destroy.AppDeletion;
import vektra.addons.destroy.Deletion;
import vektra.addons.destroy.Destroy;
import vektra.addons.destroy.Loss;
import vektra.addons.destroy.Losses;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Makes, renames and destroys apps. */
public record Apps(Engine engine, Providers providers, History history, Losses losses) {
    /**
     * The result of a creation.
     *
     * @param already whether it was there before
     */
    public record Created(App app, boolean already) {}

    /** The app of that name, if there is one. */
    public Optional<App> find(AppName name) {
        return engine.read().app(name);
    }

    /** The app with that id, whatever it is called: asks every app there is. */
    public Optional<App> find(Id id) {
        Snapshot at = engine.read();
        return at.appNames().stream()
                .flatMap(name -> at.app(name).stream())
                .filter(app -> app.id().equals(id))
                .findFirst();
    }

    /** Makes an app as it is given, without add-ons; again is no error, and another app of its name is a CONFLICT. */
    public Created make(App wanted, String command) {
        try (Store.Session session = engine.open(lock(wanted.name()))) {
            Optional<App> known = session.app(wanted.name());
            if (known.isEmpty()) {
                session.commit(command, List.of(history.put(wanted, "Create app")), List.of());
            } else if (!known.get().id().equals(wanted.id())) {
                throw VektraException.conflict("an app called " + wanted.name() + " already exists", "try again");
            }
            return new Created(known.orElse(wanted), known.isPresent());
        }
    }

    /** Makes an app with nothing in it; again is no error. */
    public Created create(AppName name) {
        try (Store.Session session = engine.open(lock(name))) {
            var known = session.app(name);
            if (known.isPresent()) {
                return new Created(known.get(), true);
            }
            App app = App.empty(name, history.now()).atRelease(1);
            session.commit("apps:create", List.of(history.put(app, "Create app")), List.of());
            return new Created(app, false);
        }
    }

    public List<App> list() {
        engine.reap();
        Snapshot at = engine.read();
        return at.appNames().stream().flatMap(name -> at.app(name).stream()).toList();
    }

    public App info(AppName name) {
        engine.reap();
        return engine.lookup().app(name);
    }

    /** Gives an app another name; its add-ons, drains, variables and history stay as they are. */
    public App rename(AppName from, AppName to) {
        Lookup before = engine.lookup();
        App meant = before.app(from);
        if (from.equals(to)) {
            return meant;
        }
        List<Locks.Name> locks = new ArrayList<>(AppDeletion.locks(before.at(), meant));
        locks.addAll(lock(to));
        try (Store.Session session = engine.open(locks)) {
            App app = stillLocked(session, engine.lookup(session).app(from), locks);
            if (session.app(to).isPresent()) {
                throw VektraException.conflict("an app called " + to + " already exists", "choose another name");
            }
            if (!app.addons().isEmpty() || !app.attachments().isEmpty()) {
                engine.lookup(session).spaces().requireRename(from, to);
            }
            App renamed = app.named(to).released(app.config());
            List<Store.Write> writes = new ArrayList<>();
            writes.add(
                    new Store.Write.RenameApp(from, renamed, history.release(renamed, "Rename " + from + " to " + to)));
            AppDeletion.drains(session, from).forEach(drain -> writes.add(new Store.Write.PutDrain(drain.of(to))));
            session.commit("apps:rename", writes, List.of());
            return renamed;
        }
    }

    /**
     * The result of a destruction.
     *
     * @param kept the add-ons that stay without an owner
     * @param destroyed what went
     */
    public record Destroyed(AppName app, List<Addon> kept, List<Loss> destroyed) {}

    /** Deletes an app as below; backups are kept for a while. */
    public Destroyed destroy(AppName name, boolean dataToo, Confirmation confirmation) {
        return destroy(name, dataToo, false, confirmation);
    }

    /**
     * Deletes an app: its attachments are revoked, its add-ons stay without an owner unless their data is to be
     * destroyed.
     *
     * @param withBackups whether their backups are destroyed with their data; else they are kept for a while
     */
    public Destroyed destroy(AppName name, boolean dataToo, boolean withBackups, Confirmation confirmation) {
        engine.settle();
        Lookup before = engine.lookup();
        App meant = before.at().app(name).orElseThrow(() -> before.unknownApp(name, Text.of("see: ", Next.of("apps"))));
        refuseShared(before.at(), meant);
        refuseGuarded(meant, dataToo);
        List<Loss> lost = dataToo
                ? meant.addons().stream()
                        .map(addon -> losses.of(addon, List.of(), withBackups))
                        .toList()
                : List.of();
        String data = meant.addons().isEmpty()
                ? ""
                : dataToo ? ", and permanently " + Loss.words(lost) : "; the data of its add-ons stays";
        confirmation.require("this deletes the app " + name + data, List.of(name.value()));
        return destroy(before.at(), meant, new Fate(dataToo, withBackups), lost, any -> true, "apps:destroy");
    }

    /**
     * Deletes an app with the data of its add-ons, without asking.
     *
     * @param meant whether an app of that name is the one to be deleted; another one is a CONFLICT
     */
    public Destroyed destroy(AppName name, Predicate<App> meant, String command) {
        engine.settle();
        Lookup before = engine.lookup();
        App app = before.app(name);
        List<Loss> lost = app.addons().stream()
                .map(addon -> losses.of(addon, List.of(), false))
                .toList();
        return destroy(before.at(), app, new Fate(true, false), lost, meant, command);
    }

    /** Whether the data of an app's add-ons is deleted with it, and their backups as well. */
    private record Fate(boolean dataToo, boolean withBackups) {}

    private Destroyed destroy(
            Snapshot before, App known, Fate fate, List<Loss> lost, Predicate<App> meant, String command) {
        boolean dataToo = fate.dataToo();
        Instant keptUntil = losses.keptUntil(fate.withBackups());
        AppName name = known.name();
        List<Locks.Name> locks = AppDeletion.locks(before, known);
        try (Store.Session session = engine.open(locks)) {
            Lookup at = engine.lookup(session);
            App app = stillLocked(session, at.app(name), locks);
            if (!meant.test(app)) {
                throw VektraException.conflict(name + " is another app by now", null);
            }
            refuseShared(session, app);
            refuseGuarded(app, dataToo);
            AppDeletion deletion = new AppDeletion(at, app);
            List<Store.Write> writes = deletion.writes();
            List<Step> finish = deletion.finish();
            Set<Server> needed = new LinkedHashSet<>();
            for (Addon addon : app.addons()) {
                writes.addAll(dataToo ? Deletion.forget(addon) : List.of(new Store.Write.Orphan(addon)));
                finish.addAll(dataToo ? Deletion.steps(addon, name, keptUntil) : revoking(app, addon));
            }
            for (Step step : finish) {
                if (step.action() == Step.Action.DEPROVISION || step.action() == Step.Action.REVOKE) {
                    at.serverOf(step.service(), Optional.ofNullable(step.server()))
                            .ifPresent(needed::add);
                }
            }
            needed.forEach(providers::ensureAnswering);
            deletion.end();
            List<String> owned =
                    app.addons().stream().map(addon -> addon.name().value()).toList();
            Deed deed = Deed.of(command);
            session.commit(owned.isEmpty() ? deed : deed.with(dataToo ? "destroyed" : "kept", owned), writes, finish);
            return new Destroyed(name, dataToo ? List.of() : app.addons(), lost);
        }
    }

    private static List<Step> revoking(App app, Addon addon) {
        List<Attachment> attachments = addon.isReady() ? app.attachmentsOf(addon.name()) : List.of();
        return attachments.stream()
                .flatMap(attachment -> Step.revoke(addon, attachment).stream())
                .toList();
    }

    private static void refuseGuarded(App app, boolean dataToo) {
        if (dataToo) {
            app.addons().forEach(addon -> Destroy.refuseGuarded(app, addon));
        }
    }

    /** What others have attached is not taken from them by the way. */
    private static void refuseShared(Snapshot at, App app) {
        for (Addon addon : app.addons()) {
            List<AppName> others = OwnedAddon.of(at, addon, app).guestNames();
            if (!others.isEmpty()) {
                throw VektraException.conflict(
                        addon.name() + " of " + app.name() + " is attached to "
                                + others.stream().map(AppName::value).collect(Collectors.joining(", ")) + " as well",
                        Text.of(
                                "detach it there first, or destroy it: ",
                                Next.of("addons:destroy", addon.name())
                                        .knowing(Input.APP, app.name())
                                        .with("force")
                                        .with("confirm", app.name())));
            }
        }
    }

    private static App stillLocked(Snapshot at, App app, List<Locks.Name> locks) {
        if (!locks.containsAll(AppDeletion.locks(at, app))) {
            throw VektraException.conflict(app.name() + " changed at the same moment", "try again");
        }
        return app;
    }

    private static List<Locks.Name> lock(AppName name) {
        return List.of(Locks.Name.alone(Locks.Name.Kind.APP, name));
    }
}
