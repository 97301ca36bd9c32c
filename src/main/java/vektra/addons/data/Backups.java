package vektra.addons.data;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.services.Spares;
import vektra.model.Failpoint;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Holdings;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Envelopes;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** Backs add-ons up and brings backups back; a backup counts only once it was loaded. */
public record Backups(
        Engine engine,
        Providers providers,
        Shelf shelf,
        Envelopes envelopes,
        Progress progress,
        History history,
        Spares spares) {
    /** Of an add-on there is one backup or export at a time. */
    static List<Locks.Name> locks(Addon addon) {
        return locks(Backup.Of.of(addon, null));
    }

    static List<Locks.Name> locks(Backup.Of addon) {
        return List.of(Locks.Name.ofBackups(addon.id()), Locks.Name.shared(Locks.Name.Kind.SERVICE, addon.service()));
    }

    /** Whether the service of an add-on has backups. */
    public boolean isPossible(Addon addon) {
        return providers.of(addon.service()).abilities().backups().isPresent();
    }

    /** Makes a backup, as the service's action does. */
    public ActionResult make(Addon addon, Deed deed) {
        Shelved made = now(addon, deed);
        return new ActionResult(made.done(), List.of(made.row()));
    }

    /** Makes a backup for its own sake. */
    public Shelved now(Addon addon) {
        engine.settle();
        return now(addon, named(Deed.of("backups:now"), engine.lookup().owned(addon.name())));
    }

    /** Writes a backup and loads it once to be sure, while the apps work on; one at a time of each add-on. */
    public Shelved now(Addon addon, Deed deed) {
        return now(addon, deed, (session, backup) -> List.of());
    }

    /** What else is written once a backup is kept, in the change that makes it. */
    public interface Kept {
        /** What is to be done before it is kept. */
        default void before(Backup backup) {}

        List<Store.Write> writes(Store.Session session, Backup backup);
    }

    /** The same. */
    public Shelved now(Addon addon, Deed deed, Kept kept) {
        Lookup.requireReady(addon);
        AddonProvider provider = providers.of(addon.service());
        Ability.Backups backups = able(provider);
        Server server = engine.lookup().serverOf(addon);
        providers.ensureAnswering(server);
        provider.abilities().movable().orElseThrow().requireCopyable(server, addon.resource());
        try (Store.Session session = engine.open(locks(addon))) {
            Instant start = history.now();
            Backup.Of of = Backup.Of.of(
                    addon,
                    engine.lookup().owned(addon.name()).map(OwnedAddon::app).orElse(null));
            Path draft = shelf.draft(of);
            Beside beside = Beside.planned(addon);
            Resource scratch = beside.made(session, deed, provider, server);
            progress.doing("backing up " + addon.name());
            Backup backup;
            try {
                Holdings holds = backups.dump(server, addon.resource(), draft, scratch);
                Failpoint.reached("backup: dumped");
                backup = backup(of, draft, holds, start);
                kept.before(backup);
                shelf.keep(of, backup);
            } catch (VektraException e) {
                // which deletes what was written
                shelf.draft(of);
                throw e;
            }
            Shelved made = Shelved.there(of, backup, shelf);
            session.commit(deed.with("outcome", made.done()), kept.writes(session, backup), List.of(beside.drop()));
            spares.makeSoon(server, provider);
            return made;
        }
    }

    private Backup backup(Backup.Of of, Path draft, Holdings holds, Instant start) {
        List<Backup> earlier = shelf.list(of.id());
        return new Backup(
                earlier.stream().mapToInt(Backup::number).max().orElse(0) + 1,
                name(of.label(start), earlier),
                of,
                start,
                history.now(),
                BackupFile.size(draft),
                holds,
                BackupFile.sha256(draft),
                null,
                null);
    }

    /** Records what was done with a backup, while no other process records something else or deletes it. */
    @SuppressWarnings("try") // the lock is held, not used
    static void record(Engine engine, Shelf shelf, Shelved backup, UnaryOperator<Backup> change) {
        Id addon = backup.of().id();
        try (Store.Session held =
                engine.open(List.of(Locks.Name.ofBackups(addon)), true).orElseThrow()) {
            shelf.change(addon, backup.backup(), change);
        }
    }

    /** With the add-on and the apps that have it. */
    static Deed named(Deed deed, Optional<OwnedAddon> owned) {
        return owned.map(one -> deed.with(
                                "apps",
                                one.apps().stream()
                                        .map(app -> app.name().value())
                                        .toList())
                        .with("addons", List.of(one.addon().name().value())))
                .orElse(deed);
    }

    /** Two may begin within one second. */
    private static String name(String label, List<Backup> earlier) {
        List<String> names = earlier.stream().map(Backup::name).toList();
        String name = label;
        for (int i = 2; names.contains(name); i++) {
            name = label + "-" + i;
        }
        return name;
    }

    /** What makes backups of a service; one that has none is a CONFLICT. */
    static Ability.Backups able(AddonProvider provider) {
        return provider.abilities()
                .backups()
                .orElseThrow(() -> VektraException.conflict(
                        provider.service().name() + " has no backups: nothing of it can be written to a file and loaded"
                                + " again",
                        null));
    }

    public ActionResult list(Addon addon) {
        List<Map<String, Figure>> rows = new ArrayList<>();
        Backup.Of of = Backup.Of.of(addon, null);
        shelf.list(addon.id())
                .forEach(backup -> rows.add(Shelved.there(of, backup, shelf).row()));
        return new ActionResult(rows.isEmpty() ? addon.name() + " has no backups" : "Backups of " + addon.name(), rows);
    }

    /**
     * Puts a backup in the place of what the add-on holds, all or nothing: it is loaded beside, then both change places.
     *
     * @param number null for the newest
     */
    public ActionResult restore(Addon meant, @Nullable String number, Deed deed) {
        Backup backup = backup(meant, number);
        Backup.Of of = Backup.Of.of(meant, null);
        return ActionResult.done(restoring().restore(meant, Shelved.there(of, backup, shelf), deed));
    }

    /** What puts backups and files in the place of data. */
    public Restore restoring() {
        return new Restore(engine, providers, shelf, envelopes, progress, history, spares);
    }

    /**
     * Puts what an add-on holds in the place of what another one of its service does, all or nothing: by a backup of the first
     * one, which is kept.
     */
    public ActionResult copy(Addon source, Addon target) {
        if (source.id().equals(target.id()) || !source.service().equals(target.service())) {
            throw VektraException.invalid(
                    "the data of " + source.name() + " cannot be copied to " + target.name(),
                    "a copy needs two add-ons of one service");
        }
        Lookup.requireReady(source);
        Lookup.requireReady(target);
        if (providers.of(source.service()).abilities().backups().isEmpty()) {
            throw VektraException.conflict(source.service() + " has no backups, which a copy is made by", null);
        }
        Shelved made = now(source, deed("backup", source));
        String copied = target.name() + " has the data of " + source.name();
        restoring()
                .load(
                        target,
                        made,
                        copied,
                        deed("restore", target).with("from", source.name().value()));
        return ActionResult.done(copied);
    }

    private static Deed deed(String action, Addon addon) {
        return Deed.of("addons:action")
                .with("addons", List.of(addon.name().value()))
                .with("action", action);
    }

    /** Empties an add-on: an empty place changes places with what it holds. Users and credentials stay. */
    public ActionResult reset(Addon meant, Deed deed) {
        AddonProvider provider = providers.of(meant.service());
        Ability.Backups backups = provider.abilities().backups().orElseThrow();
        try (Held held = Held.of(engine, meant.name().value(), null, List.of())) {
            Addon addon = held.owned().addon();
            Server server = answering(held);
            Beside beside = Beside.planned(addon);
            Resource empty = beside.madeForExchange(held.session(), deed, provider, server);
            backups.exchange(server, addon.resource(), empty);
            Failpoint.reached("reset: exchanged");
            String done = addon.name() + " is empty; its credentials and backups are as before";
            held.session().commit(deed.with("outcome", done), List.of(), List.of(beside.drop()));
            spares.makeSoon(server, provider);
            return ActionResult.done(done);
        }
    }

    private Server answering(Held held) {
        Server server = engine.lookup(held.session()).serverOf(held.owned().addon());
        providers.ensureAnswering(server);
        return server;
    }

    private Backup backup(Addon addon, @Nullable String number) {
        List<Backup> all = shelf.list(addon.id());
        return all.stream()
                .filter(one -> number == null || number.equals(Integer.toString(one.number())))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> VektraException.notFound(
                        addon.name() + " has no backup" + (number == null ? "" : " " + number),
                        Text.of(
                                "see: ",
                                Next.of("addons:action", addon.name(), "backups")
                                        .knowing("read-only", true))));
    }
}
