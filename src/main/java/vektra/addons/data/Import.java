package vektra.addons.data;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.Providers;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Resource;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Progress;

/**
 * Adds to an add-on what a file of the service's own tools holds, all of it or nothing: by the server itself where it can,
 * else in a copy that is exchanged for the add-on's data.
 */
public record Import(Engine engine, Providers providers, Progress progress) {
    /**
     * What was imported.
     *
     * @param holds what the file holds, such as {@code 3 files}
     */
    public record Imported(Addon addon, String holds) {}

    /** The add-on meant. A service that cannot import is a CONFLICT; nothing is read yet. */
    public Addon planned(String what, @Nullable AppName within) {
        return Portability.planned(engine, providers, what, within, "imported");
    }

    /** Imports a file. One that is none of the service's is INVALID, and nothing is touched. */
    public Imported read(Addon meant, Path file) {
        AddonProvider provider = providers.of(meant.service());
        Ability.Portable portable = Portability.of(provider, "imported");
        Server now = engine.lookup().serverOf(meant);
        progress.doing("reading the file");
        String holds = portable.holds(now, file);
        Deed deed = Deed.of("addons:import").with("addons", List.of(meant.name().value()));
        try (Held held = Held.of(engine, meant.name().value(), null, List.of())) {
            Addon addon = held.owned().addon();
            Server server = engine.lookup(held.session()).serverOf(addon);
            providers.ensureAnswering(server);
            progress.doing("importing into " + addon.name());
            if (portable.takesAtOnce()) {
                held.session().attempt(deed, List.of());
                portable.take(server, addon.resource(), file);
                Failpoint.reached("import: taken");
                held.session().commit(deed.with("outcome", holds), List.of(), List.of());
            } else {
                byCopy(held, provider, portable, server, file, deed.with("outcome", holds));
            }
            return new Imported(addon, holds);
        }
    }

    private void byCopy(
            Held held, AddonProvider provider, Ability.Portable portable, Server server, Path file, Deed deed) {
        Addon addon = held.owned().addon();
        Ability.Movable movable = provider.abilities().movable().orElseThrow();
        movable.requireCopyable(server, addon.resource());
        Beside beside = Beside.planned(addon);
        Resource copy = beside.madeForExchange(held.session(), deed, provider, server);
        movable.shut(server, addon.resource());
        movable.copy(server, addon.resource(), server, copy);
        Failpoint.reached("import: copied");
        portable.take(server, copy, file);
        Failpoint.reached("import: taken");
        portable.exchange(server, addon.resource(), copy);
        Failpoint.reached("import: exchanged");
        movable.admit(server, addon.resource());
        held.session().commit(deed, List.of(), List.of(beside.drop()));
    }
}
