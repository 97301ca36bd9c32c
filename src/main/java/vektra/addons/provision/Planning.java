package vektra.addons.provision;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.model.addon.Addon;
import vektra.model.addon.Resource;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.spi.ServerLauncher;

/** What an add-on of a service will be, before anything of it is made. */
record Planning(Lookup at, ServiceName service, ServerLauncher launcher, History history) {
    /**
     * An add-on that is yet to be made.
     *
     * @param wanted null for a random name
     * @param options those of its own server, checked; of a shared plan none
     */
    Addon addon(App app, Plan plan, @Nullable AddonName wanted, Map<String, String> options) {
        Id id = Id.fresh();
        AddonName name = wanted == null ? Naming.addon(at.at(), service) : wanted;
        return new Addon(
                id,
                name,
                service,
                plan.name(),
                Addon.State.PROVISIONING,
                history.now(),
                new Resource(id, app.name().value(), app.id(), Map.of()),
                plan.dedicated() ? server(name, options) : null);
    }

    /** The server that an add-on is to have for itself, which is not there yet. */
    Server server(AddonName name, Map<String, String> options) {
        String id = name.value();
        // one that was renamed has left its first name to others, and its folder where it was
        // and the name of a service is that of its shared server, also of one that is enabled later
        for (int i = 2; launcher.exists(id) || at.providers().names().contains(id); i++) {
            id = name + "-" + i;
        }
        return Server.planned(id, service).withOptions(options);
    }
}
