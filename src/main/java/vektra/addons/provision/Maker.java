package vektra.addons.provision;

import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Begins to make an add-on, or credentials of one. */
public record Maker(Engine engine, ServerLauncher launcher, History history) {
    /** @param command as the journal names it, such as {@code addons:bind} */
    public Making in(Store.Session session, AddonProvider provider, String command) {
        return new Making(session, engine.lookup(session), provider, launcher, history, command);
    }
}
