package vektra.addons.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Backable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.core.SideBySide;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;
import vektra.model.addon.Holdings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Store;

/**
 * Restores backups into places that are deleted afterwards, compares what is there with what was recorded when they were
 * made, and records how that went. No data of an add-on are touched.
 */
public record Drills(
        Engine engine,
        Providers providers,
        ServerLauncher launcher,
        Shelf shelf,
        Progress progress,
        History history,
        SideBySide sideBySide) {
    /** As many at once: each needs the memory of a server. */
    public static final int MOST = 2;

    private static final String COMMAND = "backups:drill";

    /**
     * How it went.
     *
     * @param app the owner; null for none
     * @param backup null where the add-on has none
     * @param drill null where there is no backup
     */
    public record Drilled(
            AddonName addon,
            @Nullable AppName app,
            @Nullable Shelved backup,
            @Nullable Drill drill) {
        public boolean failed() {
            return drill != null && drill.problem() != null;
        }
    }

    /** One backup, by whatever names it, or the newest of an add-on. */
    public Drilled one(String word, @Nullable AppName within) {
        engine.settle();
        return drill(new BackupSearch(engine, shelf).newest(word, within), Deed.of(COMMAND));
    }

    /**
     * The newest backup of each add-on that can have one, some at once.
     *
     * @param app the owner; null for those of all
     */
    public List<Drilled> all(@Nullable AppName app) {
        engine.settle();
        return sideBySide.each(Backable.of(engine.lookup(), app), this::newest);
    }

    private Drilled newest(Backable backable) {
        Addon addon = backable.addon();
        Backup.Of of = Backup.Of.of(addon, backable.app());
        return shelf.list(addon.id()).stream()
                .reduce((older, newer) -> newer)
                .map(backup -> drill(Shelved.there(of, backup, shelf), Deed.of(COMMAND)))
                .orElseGet(() -> new Drilled(addon.name(), backable.app(), null, null));
    }

    /** A backup of an add-on that is there. */
    public Drilled backup(OwnedAddon owned, Backup backup, Deed deed) {
        return drill(Shelved.there(Backup.Of.of(owned.addon(), owned.app()), backup, shelf), deed);
    }

    /** Whatever fails is what the drill says then. */
    private Drilled drill(Shelved meant, Deed deed) {
        AddonProvider provider = providers.of(meant.of().service());
        Ability.Backups able = Backups.able(provider);
        Instant start = history.now();
        String problem = null;
        try {
            prove(meant, provider, able, named(deed, meant.of()));
        } catch (VektraException e) {
            problem = e.getMessage();
        }
        Drill drill = new Drill(start, Duration.between(start, history.now()), problem);
        Backups.record(engine, shelf, meant, now -> now.drilled(drill));
        return new Drilled(
                meant.of().name(), meant.of().app(), meant.as(meant.backup().drilled(drill)), drill);
    }

    private static Deed named(Deed deed, Backup.Of of) {
        AppName app = of.app();
        return deed.with("apps", app == null ? List.of() : List.of(app.value()))
                .with("addons", List.of(of.name().value()));
    }

    private void prove(Shelved meant, AddonProvider provider, Ability.Backups able, Deed deed) {
        Backup backup = meant.backup();
        progress.doing("reading " + meant.file());
        BackupFile.requireWhole(meant.file(), backup);
        try (Store.Session session = engine.open(Backups.locks(meant.of()))) {
            Throwaway place = Throwaway.planned(provider, server(session, meant.of()), meant.of());
            if (!place.own()) {
                providers.ensureAnswering(place.planned());
            }
            progress.doing("restoring " + meant.word() + " into a place that is deleted afterwards");
            Throwaway.Made made = place.made(session, deed, launcher);
            Holdings found = able.load(made.server(), made.resource(), meant.file());
            Failpoint.reached("drill: loaded");
            backup.holds().lost(found).ifPresent(lost -> {
                throw VektraException.unavailable(
                        "what was restored differs from what was recorded: " + lost, null, null);
            });
            session.commit(deed.with("outcome", "drilled " + meant.name()), List.of(), List.of(place.drop()));
        }
    }

    /** That of the add-on; where that is gone, that of its service. */
    private Server server(Store.Session session, Backup.Of of) {
        Lookup at = engine.lookup(session);
        Optional<Addon> addon = at.owned(of.name())
                .map(OwnedAddon::addon)
                .filter(one -> one.id().equals(of.id()));
        return addon.isPresent()
                ? at.serverOf(addon.get())
                : at.enabledOrKept(of.service()).server();
    }
}
