package vektra.addons.provision;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.addons.drains.PutDrain;
import vektra.addons.services.Enable;
import vektra.addons.services.Spares;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.ServiceName;
import vektra.model.service.Plan;
import vektra.spi.Deed;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** What changes of several parts are put together with. */
public record Assembler(
        Engine engine,
        Providers providers,
        ServerLauncher launcher,
        History history,
        Maker maker,
        Enable enable,
        Spares spares,
        PutDrain drains) {
    /**
     * An add-on that is yet to be made.
     *
     * @param name null for a random one
     * @param options those of its own server, checked; of a shared plan none
     */
    public Addon planned(
            Lookup at, App app, ServiceName service, Plan plan, @Nullable AddonName name, Map<String, String> options) {
        return new Planning(at, service, launcher, history).addon(app, plan, name, options);
    }

    /** Begins a change in a session that holds the locks. */
    public Assembly in(Store.Session session, Deed deed) {
        return new Assembly(session, engine.lookup(session), history, maker, deed);
    }

    /** Has spares made for those that a change used up. */
    public void restock(Assembly done) {
        done.madeOn()
                .forEach(provider -> spares.makeSoon(
                        engine.lookup().enabled(provider.service().name()).server(), provider));
    }
}
