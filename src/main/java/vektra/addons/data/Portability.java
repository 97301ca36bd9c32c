package vektra.addons.data;

import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.service.Service;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;

/** Whether the data of a service can leave in a file and come from one. */
final class Portability {
    private Portability() {}

    /** The add-on whose data are to leave or to come. A service that cannot is a CONFLICT; nothing is read yet. */
    static Addon planned(Engine engine, Providers providers, String what, @Nullable AppName within, String done) {
        engine.settle();
        Addon addon = new Resolver(engine.lookup()).find(what, within).addon();
        Lookup.requireReady(addon);
        of(providers.of(addon.service()), done);
        return addon;
    }

    /** @param done such as {@code exported} */
    static Ability.Portable of(AddonProvider provider, String done) {
        Service service = provider.service();
        return provider.abilities()
                .portable()
                .orElseThrow(() -> VektraException.conflict(
                        "the data of " + service.name() + " cannot be " + done
                                + ": no tool of it writes them to a file",
                        "an app that has it attached can read and write them"));
    }
}
