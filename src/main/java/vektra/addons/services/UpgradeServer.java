package vektra.addons.services;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Providers;
import vektra.addons.destroy.Deletion;
import vektra.model.addon.Addon;
import vektra.model.name.AddonName;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Bundled;

/**
 * Gives a managed server another major version of its software, with all that is on it: apps keep their variables. What it
 * was is kept for a while, and can be gone back to.
 */
public record UpgradeServer(
        Engine engine,
        Providers providers,
        Servers servers,
        ServerLauncher launcher,
        Progress progress,
        History history,
        Spares spares) {
    static final String COMMAND = "addons:upgrade-server";

    /** What is written, loaded and compared in a second, indexes and all, on a machine of two slow cores that is idle. */
    private static final long BYTES_A_SECOND = 25L << 20;

    /** What stopping, starting and switching takes. */
    private static final Duration AT_LEAST = Duration.ofSeconds(5);

    /** What is done for each add-on, however little it holds. */
    private static final Duration EACH = Duration.ofSeconds(2);

    private static final String BUSY = " s, longer on a busy machine";

    /**
     * A server on its version.
     *
     * @param called what commands call it
     * @param before the version it had
     * @param already whether nothing changed
     * @param addons those that are on it
     * @param estimated how long their apps were thought to be kept out; null where nothing was copied
     * @param took how long they were
     */
    public record Upgraded(
            Server server,
            String called,
            String before,
            boolean already,
            List<AddonName> addons,
            @Nullable Duration estimated,
            @Nullable Duration took) {}

    /**
     * Upgrades a server. Its apps are kept out while data are copied; when anything fails they are let in again, and nothing
     * changed.
     *
     * @param to as typed, such as {@code 17}; null for the newest there is
     * @param from the only source of the software; null for any
     */
    public Upgraded upgrade(String what, @Nullable String to, @Nullable String from, Confirmation confirmation) {
        engine.settle();
        Servers.Found found = servers.managed(what);
        Bundled target = route(found).choose(to, from);
        if (target == null) {
            return unchanged(found.server(), what);
        }
        // refused before a confirmation is asked for
        upgradable(found.server());
        requireNoneKept(found.server(), what);
        ServerLauncher.Room room = launcher.room(found.server());
        requireRoom(room, what);
        providers.ensureAnswering(found.server());
        UpgradeSite.Look look = UpgradeSite.look(engine, found);
        Duration estimate = estimate(look, found.server());
        confirmation.require(danger(look, found.server(), what, target, estimate), look.confirmedBy());
        try (UpgradeSite site = UpgradeSite.of(engine, found)) {
            Server server = site.server();
            requireNoneKept(server, what);
            AddonProvider provider = providers.of(server.service());
            Upgrading upgrading = new Upgrading(site, launcher, provider, progress, history, upgradable(server));
            Duration took = upgrading.to(target, what, estimate);
            Server now = upgrading.now();
            spares.makeSoon(now, provider);
            return new Upgraded(
                    now, what, server.version(), false, names(site.look().addons()), estimate, took);
        }
    }

    /** Goes back to the version and the data that were before the last upgrade; those of now are kept in their place. */
    public Upgraded undo(String what, Confirmation confirmation) {
        engine.settle();
        Servers.Found found = servers.managed(what);
        Server.Former former = former(found.server(), what);
        UpgradeSite.Look look = UpgradeSite.look(engine, found);
        List<AddonName> later = look.addons().stream()
                .filter(addon -> addon.createdAt().isAfter(former.since()))
                .map(Addon::name)
                .toList();
        confirmation.require(
                "this goes back to version " + former.version() + " of " + what + " and its data of "
                        + Shown.time(former.since()) + ": what was written since then is lost to its apps"
                        + (later.isEmpty() ? "" : ", and so is all of " + joined(later)),
                look.confirmedBy());
        try (UpgradeSite site = UpgradeSite.of(engine, found)) {
            Server server = site.server();
            AddonProvider provider = providers.of(server.service());
            Upgrading upgrading = new Upgrading(site, launcher, provider, progress, history, upgradable(server));
            Duration took = upgrading.back(former(server, what), what);
            return new Upgraded(
                    upgrading.now(),
                    what,
                    server.version(),
                    false,
                    names(site.look().addons()),
                    null,
                    took);
        }
    }

    /** Deletes what is kept of a server since its last upgrade. */
    public Upgraded forget(String what, Confirmation confirmation) {
        engine.settle();
        Servers.Found found = servers.managed(what);
        Server.Former former = former(found.server(), what);
        confirmation.require(
                "this deletes the data that " + what + " had with version " + former.version(),
                UpgradeSite.look(engine, found).confirmedBy());
        try (UpgradeSite site = UpgradeSite.of(engine, found)) {
            Server server = site.server();
            former(server, what);
            Deletion.forget(site.session(), Servers.of(Deed.of(COMMAND), server, site.own()), server, site.record());
            return unchanged(server.withoutFormer(), what);
        }
    }

    private UpgradeRoute route(Servers.Found found) {
        AddonProvider provider = providers.of(found.server().service());
        String called = found.own() == null
                ? found.server().service().value()
                : found.own().value();
        return new UpgradeRoute(found.server(), called, provider.recipe().majorNumbers(), launcher.offers(provider));
    }

    private static Upgraded unchanged(Server server, String what) {
        return new Upgraded(server, what, server.version(), true, List.of(), null, null);
    }

    private Upgrading.Able upgradable(Server server) {
        AddonProvider provider = providers.of(server.service());
        Ability.Upgradable able = provider.abilities()
                .upgradable()
                .orElseThrow(() -> VektraException.conflict(
                        "a server of " + server.service() + " is not upgraded with its data",
                        Text.of(
                                "the next start takes newer software where the old is gone; or move data by ",
                                Next.of("addons:export"))));
        return new Upgrading.Able(able, provider.abilities().movable().orElseThrow());
    }

    private static void requireNoneKept(Server server, String what) {
        Server.Former kept = server.former();
        if (kept != null) {
            throw VektraException.conflict(
                    "the data that " + what + " had with version " + kept.version() + " are still kept, until "
                            + Shown.time(kept.until()),
                    Text.of(
                            "delete them first: ",
                            Next.of(COMMAND, what).with("drop-old").with("confirm", what)));
        }
    }

    private static Server.Former former(Server server, String what) {
        Server.Former former = server.former();
        if (former == null) {
            throw VektraException.conflict(
                    what + " was not upgraded, or what it was before is not kept any more",
                    Text.of("see: ", Next.of("addons:status", what)));
        }
        return former;
    }

    /** The new data beside the old, and a copy on its way between the two. */
    private static void requireRoom(ServerLauncher.Room room, String what) {
        long needed = 2 * room.used();
        if (room.free() < needed) {
            throw VektraException.unavailable(
                    "the upgrade of " + what + " needs " + Figure.size(needed) + " of disk, and "
                            + Figure.size(room.free()) + " is free",
                    "make room there first; nothing was changed",
                    null);
        }
    }

    private Duration estimate(UpgradeSite.Look look, Server server) {
        AddonProvider provider = providers.of(server.service());
        long bytes = look.holds().stream()
                .mapToLong(resource -> provider.inspect(server, resource).size().orElse(0L))
                .sum();
        return AT_LEAST.plus(EACH.multipliedBy(look.holds().size())).plusSeconds(bytes / BYTES_A_SECOND);
    }

    private static String danger(UpgradeSite.Look look, Server server, String what, Bundled target, Duration estimate) {
        List<AddonName> names = names(look.addons());
        String out = names.isEmpty()
                ? "no add-on is on it"
                : "the apps of " + joined(names) + " are kept out for some " + estimate.toSeconds() + BUSY;
        return "this upgrades " + what + " from version " + server.version() + " to " + target.version() + " ("
                + target.source() + "): " + out;
    }

    private static List<AddonName> names(List<Addon> addons) {
        return addons.stream().map(Addon::name).sorted().toList();
    }

    private static String joined(List<AddonName> names) {
        int shown = 5;
        String more = names.size() > shown ? " and " + (names.size() - shown) + " more" : "";
        return names.stream().limit(shown).map(AddonName::value).collect(Collectors.joining(", ")) + more;
    }
}
