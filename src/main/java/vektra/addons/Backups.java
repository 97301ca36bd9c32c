package vektra.addons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.model.ActionResult;
import vektra.model.Addon;
import vektra.model.Backup;
import vektra.model.Failpoint;
import vektra.model.Figure;
import vektra.model.Id;
import vektra.model.Next;
import vektra.model.Resource;
import vektra.model.Server;
import vektra.model.Shown;
import vektra.model.Step;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Backs add-ons up and brings backups back; a backup counts only once it was loaded. */
final class Backups {
    private final Installation home;
    private final Deed deed;

    /** @param deed what the audit says of it */
    Backups(Installation home, Deed deed) {
        this.home = home;
        this.deed = deed;
    }

    /** Writes a backup and loads it once to be sure, while the apps work on; one at a time of each add-on. */
    ActionResult make(Addon addon) {
        AddonProvider provider = home.providers().of(addon.service());
        Server server = home.lookup().serverOf(addon);
        home.ensureAnswering(server);
        Ability.Backups backups = provider.abilities().backups().orElseThrow();
        provider.abilities().movable().orElseThrow().requireCopyable(server, addon.resource());
        Id id = addon.resource().id();
        List<Locks.Name> locks = List.of(
                Locks.Name.alone(Locks.Name.Kind.SERVER, "backups of " + id),
                Locks.Name.shared(Locks.Name.Kind.SERVICE, addon.service()));
        try (Store.Session session = home.open(locks)) {
            Instant start = home.now();
            Path draft = home.shelf().draft(id);
            Resource beside = beside(addon);
            Step drop = drop(addon, beside);
            session.attempt(deed, List.of(drop));
            Resource scratch = provider.provision(server, beside);
            home.progress().doing("backing up " + addon.name());
            String holds = backups.dump(server, addon.resource(), draft, scratch);
            Failpoint.reached("backup: dumped");
            int number = home.shelf().list(id).stream()
                            .mapToInt(Backup::number)
                            .max()
                            .orElse(0)
                    + 1;
            Backup backup = new Backup(number, start, home.now(), size(draft), holds);
            home.shelf().keep(id, backup);
            String made = "Backup " + number + " of " + addon.name() + " is complete and was verified by loading it: "
                    + holds;
            session.commit(deed.with("outcome", made), List.of(), List.of(drop));
            return new ActionResult(made, List.of(row(backup)));
        }
    }

    /** What a backup is loaded into. */
    private static Resource beside(Addon addon) {
        return new Resource(Id.fresh(), addon.resource().label(), Map.of());
    }

    private static Step drop(Addon addon, Resource beside) {
        return new Step(Step.Action.DEPROVISION, addon.service(), addon.server(), beside, null);
    }

    ActionResult list(Addon addon) {
        List<Map<String, Figure>> rows = new ArrayList<>();
        home.shelf().list(addon.resource().id()).forEach(backup -> rows.add(row(backup)));
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
    ActionResult restore(Addon meant, @Nullable String number) {
        Backup backup = backup(meant, number);
        AddonProvider provider = home.providers().of(meant.service());
        Ability.Backups backups = provider.abilities().backups().orElseThrow();
        try (Held held = Held.of(home, meant.name().value(), null, List.of())) {
            Addon addon = held.tenant().addon();
            Server server = home.lookup(held.session()).serverOf(addon);
            home.ensureAnswering(server);
            provider.abilities().movable().orElseThrow().requireCopyable(server, addon.resource());
            Path dump = home.shelf().file(addon.resource().id(), backup);
            backups.verify(server, dump);
            Resource beside = beside(addon);
            Step drop = drop(addon, beside);
            held.session().attempt(deed, List.of(Step.admit(addon), drop));
            Resource loaded = provider.provision(server, beside);
            home.progress().doing("loading backup " + backup.number());
            backups.load(server, loaded, dump);
            Failpoint.reached("restore: loaded");
            backups.exchange(server, addon.resource(), loaded);
            Failpoint.reached("restore: exchanged");
            String restored = "Restored backup " + backup.number() + " of " + Shown.time(backup.startedAt()) + ": "
                    + addon.name() + " has the data of that time";
            held.session().commit(deed.with("outcome", restored), List.of(), List.of(drop));
            return ActionResult.done(restored);
        }
    }

    private Backup backup(Addon addon, @Nullable String number) {
        List<Backup> all = home.shelf().list(addon.resource().id());
        return all.stream()
                .filter(one -> number == null || number.equals(Integer.toString(one.number())))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> VektraException.notFound(
                        addon.name() + " has no backup" + (number == null ? "" : " " + number),
                        Text.of("see: ", Next.of("addons:action", addon.name(), "backups"))));
    }
}
