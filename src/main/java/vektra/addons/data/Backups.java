package vektra.addons.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.addons.services.Spares;
import vektra.model.Failpoint;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** Backs add-ons up and brings backups back; a backup counts only once it was loaded. */
public record Backups(
        Engine engine, Providers providers, Shelf shelf, Progress progress, History history, Spares spares) {
    /** Of an add-on there is one backup or export at a time. */
    static List<Locks.Name> locks(Addon addon) {
        return List.of(Locks.Name.ofBackups(addon.id()), Locks.Name.shared(Locks.Name.Kind.SERVICE, addon.service()));
    }

    /** Writes a backup and loads it once to be sure, while the apps work on; one at a time of each add-on. */
    public ActionResult make(Addon addon, Deed deed) {
        return make(addon, deed, (session, backup) -> List.of());
    }

    /** What else is written once a backup is kept, in the change that makes it. */
    public interface Kept {
        List<Store.Write> writes(Store.Session session, Backup backup);
    }

    /** The same. */
    public ActionResult make(Addon addon, Deed deed, Kept kept) {
        AddonProvider provider = providers.of(addon.service());
        Server server = engine.lookup().serverOf(addon);
        providers.ensureAnswering(server);
        Ability.Backups backups = provider.abilities().backups().orElseThrow();
        provider.abilities().movable().orElseThrow().requireCopyable(server, addon.resource());
        Id id = addon.id();
        try (Store.Session session = engine.open(locks(addon))) {
            Instant start = history.now();
            Path draft = shelf.draft(id);
            Beside beside = Beside.planned(addon);
            Resource scratch = beside.made(session, deed, provider, server);
            progress.doing("backing up " + addon.name());
            String holds = backups.dump(server, addon.resource(), draft, scratch);
            Failpoint.reached("backup: dumped");
            int number = shelf.list(id).stream().mapToInt(Backup::number).max().orElse(0) + 1;
            Backup backup = new Backup(number, start, history.now(), size(draft), holds);
            shelf.keep(id, backup);
            String made = "Backup " + number + " of " + addon.name() + " is complete and was verified by loading it: "
                    + holds;
            session.commit(deed.with("outcome", made), kept.writes(session, backup), List.of(beside.drop()));
            spares.makeSoon(server, provider);
            return new ActionResult(made, List.of(row(backup)));
        }
    }

    public ActionResult list(Addon addon) {
        List<Map<String, Figure>> rows = new ArrayList<>();
        shelf.list(addon.id()).forEach(backup -> rows.add(row(backup)));
        return new ActionResult(rows.isEmpty() ? addon.name() + " has no backups" : "Backups of " + addon.name(), rows);
    }

    private static Map<String, Figure> row(Backup backup) {
        Map<String, Figure> row = new LinkedHashMap<>();
        row.put("backup", Figure.of(backup.number()));
        row.put("started_at", Figure.of(backup.startedAt()));
        row.put("finished_at", Figure.of(backup.finishedAt()));
        row.put("bytes", Figure.of(backup.bytes()));
        row.put("holds", Figure.of(backup.holds()));
        return row;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + file + ": " + e.getMessage(), null, e);
        }
    }

    /**
     * Puts a backup in the place of what the add-on holds, all or nothing: it is loaded beside, then both change places.
     *
     * @param number null for the newest
     */
    public ActionResult restore(Addon meant, @Nullable String number, Deed deed) {
        Backup backup = backup(meant, number);
        String restored = "Restored backup " + backup.number() + " of " + Shown.time(backup.startedAt()) + ": "
                + meant.name() + " has the data of that time";
        return loaded(meant, shelf.file(meant.id(), backup), restored, deed);
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
        make(source, deed("backup", source));
        Path dump = shelf.file(source.id(), backup(source, null));
        String copied = target.name() + " has the data of " + source.name();
        return loaded(
                target,
                dump,
                copied,
                deed("restore", target).with("from", source.name().value()));
    }

    private static Deed deed(String action, Addon addon) {
        return Deed.of("addons:action")
                .with("addons", List.of(addon.name().value()))
                .with("action", action);
    }

    private ActionResult loaded(Addon meant, Path dump, String done, Deed deed) {
        AddonProvider provider = providers.of(meant.service());
        Ability.Backups backups = provider.abilities().backups().orElseThrow();
        try (Held held = Held.of(engine, meant.name().value(), null, List.of())) {
            Addon addon = held.owned().addon();
            Server server = answering(held);
            provider.abilities().movable().orElseThrow().requireCopyable(server, addon.resource());
            backups.verify(server, dump);
            Beside beside = Beside.planned(addon);
            Resource loaded = beside.madeForExchange(held.session(), deed, provider, server);
            progress.doing("loading the backup into " + addon.name());
            backups.load(server, loaded, dump);
            Failpoint.reached("restore: loaded");
            backups.exchange(server, addon.resource(), loaded);
            Failpoint.reached("restore: exchanged");
            held.session().commit(deed.with("outcome", done), List.of(), List.of(beside.drop()));
            spares.makeSoon(server, provider);
            return ActionResult.done(done);
        }
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

    /**
     * The file of a backup.
     *
     * @param number as its list has it; an unknown one is NOT_FOUND
     */
    public Path file(Addon addon, String number) {
        return shelf.file(addon.id(), backup(addon, number));
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
