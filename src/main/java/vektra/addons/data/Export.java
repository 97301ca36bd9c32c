package vektra.addons.data;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.Store;

/** Writes all data of an add-on in the form that the tools of its service read, while the apps work on. */
public record Export(Engine engine, Providers providers, Progress progress) {
    /** The add-on whose data are to be exported. A service that cannot is a CONFLICT; nothing is read yet. */
    public Addon planned(String what, @Nullable AppName within) {
        return Portability.planned(engine, providers, what, within, "exported");
    }

    /** Writes them; a failure leaves what was written unfinished. One backup or export of an add-on at a time. */
    public void write(Addon addon, OutputStream to) {
        AddonProvider provider = providers.of(addon.service());
        Ability.Portable portable = Portability.of(provider, "exported");
        Server server = engine.lookup().serverOf(addon);
        providers.ensureAnswering(server);
        provider.abilities().movable().orElseThrow().requireCopyable(server, addon.resource());
        try (Store.Session session = engine.open(Backups.locks(addon))) {
            progress.doing("exporting " + addon.name());
            portable.export(engine.lookup(session).serverOf(addon), addon.resource(), to);
        }
    }
}
