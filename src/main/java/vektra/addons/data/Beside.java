package vektra.addons.data;

import java.util.List;
import vektra.model.addon.Addon;
import vektra.model.addon.Resource;
import vektra.model.addon.Step;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Store;

/**
 * A place on the server of an add-on that a backup is loaded into. What deletes it is journalled before it is made, and is
 * what follows the commit.
 */
record Beside(Addon addon, Resource planned) {
    static Beside planned(Addon addon) {
        return new Beside(addon, addon.resource().other());
    }

    Step drop() {
        return new Step(Step.Action.DEPROVISION, addon.service(), addon.server(), planned, null);
    }

    Resource made(Store.Session session, Deed deed, AddonProvider provider, Server server) {
        session.attempt(deed, List.of(drop()));
        return provider.provision(server, planned);
    }

    /** The same for data that are to change places with those of the add-on, whose users are shut out meanwhile. */
    Resource madeForExchange(Store.Session session, Deed deed, AddonProvider provider, Server server) {
        session.attempt(deed, List.of(Step.admit(addon), drop()));
        return provider.provision(server, planned);
    }
}
