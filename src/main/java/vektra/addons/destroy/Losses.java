package vektra.addons.destroy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.addon.KeptBackups;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;

/** Says what would go with an add-on, before it is destroyed. */
public record Losses(Engine engine, Providers providers, ServerLauncher launcher, Shelf shelf, History history) {
    /**
     * What goes with an add-on.
     *
     * @param attached the other apps that have it attached, sorted
     * @param withBackups whether its backups go as well; else they are kept for a while
     */
    public Loss of(Addon addon, List<AppName> attached, boolean withBackups) {
        return new Loss(addon, size(addon), shelf.list(addon.id()), attached, keptUntil(withBackups));
    }

    /** Until when backups of what is destroyed now are kept; null when they go with it. */
    public @Nullable Instant keptUntil(boolean withBackups) {
        return withBackups ? null : KeptBackups.until(history.now());
    }

    /** The size of an add-on's data in bytes, or null; a server that is down is not started to be asked. */
    public @Nullable Long size(Addon addon) {
        if (!addon.isReady()) {
            return null;
        }
        try {
            Server server = engine.lookup().serverOf(addon);
            AddonProvider provider = providers.of(addon.service());
            boolean asked = !server.managed() || launcher.looksAlive(server);
            return asked ? provider.inspect(server, addon.resource()).size().orElse(null) : null;
        } catch (VektraException e) {
            return null;
        }
    }
}
